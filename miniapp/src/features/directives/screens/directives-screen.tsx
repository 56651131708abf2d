import { View } from '@tarojs/components';
import { useState } from 'react';
import { openPage, PAGES, usePageQuery, useWide } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { Button, Empty, ErrorState, Loaded, Page, TEST_IDS } from '@/shared/ui';
import { Board, type BoardView } from '../components/board';
import { DirectiveRows } from '../components/directive-rows';
import { sectionsOf, type Brief } from '../directive.rules';
import { useDirectives } from '../directives.queries';

/** 指令与预警 of a place: drafts, what waits for approval, and how far what was sent has come. */
export function DirectivesScreen() {
  const me = useSession((session) => session.me);
  const { regionId: asked } = usePageQuery();
  const regionId = asked ? Number(asked) : (me?.homeRegionId ?? undefined);
  const writes = can(me, 'directive.manage');
  const query = useDirectives(regionId);
  return (
    <Page
      title="指令与预警"
      office="directives"
      wide
      actions={
        writes && regionId !== undefined ? (
          <Button id={TEST_IDS.newDirective} compact onTap={() => openPage(PAGES.composeDirective, { regionId })}>
            写一条
          </Button>
        ) : undefined
      }
    >
      {!can(me, 'cascade.read') ? (
        <Empty mark="…" title="这里由镇里、派出所、村主干看">
          您要签收、要推的，在“预警”里。
        </Empty>
      ) : regionId === undefined ? (
        <Empty mark="…" title="还没有分到地方">
          请镇里给您加上职务和地方，再进来看。
        </Empty>
      ) : (
        <Loaded query={query} cards={3}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <Nothing writes={writes} />;
            return (
              <>
                {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
                <Directives
                  items={items}
                  more={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
                  busy={query.isFetchingNextPage}
                />
              </>
            );
          }}
        </Loaded>
      )}
    </Page>
  );
}

function Nothing({ writes }: { writes: boolean }) {
  return (
    <Empty mark="!" title="还没有发过指令和预警">
      {writes ? '点“写一条”，选发给谁，一级一级推到每个群，推到哪里看得见。' : '镇里、县里发了，这里看得到推到哪一级。'}
    </Empty>
  );
}

interface DirectivesProps {
  items: readonly Brief[];
  more: (() => void) | undefined;
  busy: boolean;
}

const isSent = ({ state }: Brief) => state === 'published' || state === 'recalled';

function Directives({ items, more, busy }: DirectivesProps) {
  const wide = useWide();
  const [chosen, setChosen] = useState<string>();
  const first = sectionsOf(items.filter(isSent))[0]?.items[0];
  const openId = wide ? (chosen ?? first?.id) : undefined;
  const open = (brief: Brief) => {
    if (!isSent(brief)) openPage(PAGES.composeDirective, { id: brief.id });
    else if (wide) setChosen(brief.id);
    else openPage(PAGES.cascadeBoard, { id: brief.id });
  };
  const list = (
    <>
      <DirectiveRows items={items} openId={openId} onOpen={open} />
      {more && (
        <Button tone="plain" busy={busy} onTap={more}>
          再看早一些的
        </Button>
      )}
    </>
  );
  if (!openId) return list;
  return (
    <View className="board-panes">
      <View className="board-list">{list}</View>
      <View className="board-pane" {...{ role: 'region', 'aria-label': '推到哪里了' }}>
        <WideBoard key={openId} id={openId} />
      </View>
    </View>
  );
}

function WideBoard({ id }: { id: string }) {
  const [view, setView] = useState<BoardView>({ kind: 'whole' });
  return <Board id={id} view={view} onView={setView} onWhole={() => setView({ kind: 'whole' })} />;
}
