import { PAGES } from '@/shared/platform';
import { Card, Loaded, Notice, Page, Panes, useOpened } from '@/shared/ui';
import { RegionCard } from '../components/region-card';
import { RegionTree } from '../components/region-tree';
import type { Region } from '../region.rules';
import { useChildren, useRegion } from '../regions.queries';

/** The tree of places: grids and groups drawn, units named, villages merged. */
export function RegionsScreen() {
  const { opened, open, paneAlone } = useOpened(PAGES.regions);
  const query = useChildren();
  return (
    <Page title="网格与地名" office="regions" wide>
      <Loaded query={query}>
        {({ value: { items } }) => (
          <Panes
            label="这个地方"
            paneAlone={paneAlone}
            list={
              <Card>
                <RegionTree
                  roots={items}
                  openId={opened === undefined ? undefined : Number(opened)}
                  onOpen={({ id }) => open(String(id))}
                />
              </Card>
            }
            pane={
              opened === undefined ? (
                <Card>点一个地方，可以加网格、改名、撤并。</Card>
              ) : (
                <Opened key={opened} id={Number(opened)} reach={items} />
              )
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

function Opened({ id, reach }: { id: number; reach: readonly Region[] }) {
  return (
    <Loaded query={useRegion(id)}>
      {({ value: region }) => (
        <>
          {region.closedOn !== null && <Notice tone="wait">{region.name}已经撤掉了。</Notice>}
          <RegionCard region={region} reach={reach} />
        </>
      )}
    </Loaded>
  );
}
