import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { PlacePicker, pickedPlace, useAskedPlace, useHasPlaces, useRegion } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { goBack, PAGES, useWide } from '@/shared/platform';
import { useSession } from '@/shared/session';
import type { RegionLevel } from '@/shared/text';
import { Card, Empty, Loaded, Notice, Page, Panes, Skeleton, useOpened } from '@/shared/ui';
import { EditTemplate } from '../components/edit-template';
import { IssuerCard } from '../components/issuer-card';
import { TemplateCard } from '../components/template-card';
import { TemplateTable } from '../components/template-table';
import { shownTemplates, type Template } from '../document.rules';
import { useTemplates } from '../documents.queries';

const PLACES: readonly RegionLevel[] = ['county', 'township', 'village', 'unit'];

/** Before the id of a template that is being written. */
const EDIT = 'edit.';

/** The texts that people sign at a place, and the place's own in their stead. */
export function DocumentsScreen() {
  const home = useSession((session) => session.me?.homeRegionId ?? undefined);
  const { places, choose, ready } = useAskedPlace(PLACES);
  const regionId = pickedPlace(places, PLACES)?.id ?? home;
  const region = useRegion(regionId ?? Number.NaN).data?.value;
  const hasPlaces = useHasPlaces(PLACES);
  const query = useTemplates(regionId);
  const picker = hasPlaces && ready && (
    <Card>
      <View className="filters">
        <PlacePicker label="哪里" chosen={places} wanted={PLACES} onChange={choose} />
      </View>
    </Card>
  );
  return (
    <Page title="文书模板" office="documents" wide>
      {regionId === undefined ? (
        <Empty mark="…" title="文书由镇里、县里来写" />
      ) : (
        <Loaded query={query}>
          {({ items, issuer }) =>
            region ? (
              <Templates key={region.id} templates={items} issuer={issuer} region={region} picker={picker} />
            ) : (
              <Skeleton />
            )
          }
        </Loaded>
      )}
    </Page>
  );
}

interface TemplatesProps {
  templates: readonly Template[];
  issuer: Schemas['Issuer'];
  region: Schemas['Region'];
  picker: ReactNode;
}

function Templates({ templates, issuer, region, picker }: TemplatesProps) {
  const wide = useWide();
  const { opened = '', open, openInstead, paneAlone } = useOpened(PAGES.documents, { regionId: region.id });
  const [published, setPublished] = useState(false);
  const edits = opened.startsWith(EDIT);
  const template = templates.find(({ id }) => id === opened.replace(EDIT, ''));
  const edit = (id: string) => {
    setPublished(false);
    openInstead(EDIT + id);
  };
  if (edits && template?.mayEdit) {
    return (
      <EditTemplate
        template={template}
        regionId={region.id}
        onPublished={() => {
          setPublished(true);
          openInstead(template.id);
        }}
        onLeave={() => (wide ? open(template.id) : goBack())}
      />
    );
  }
  return (
    <Panes
      label="这份文书"
      paneAlone={paneAlone}
      list={
        <>
          {picker}
          <Card title="在用的文书">
            <TemplateTable templates={shownTemplates(templates, region.id)} openId={opened} onOpen={open} />
          </Card>
          <IssuerCard key={issuer.id} issuer={issuer} region={region} />
        </>
      }
      pane={
        template ? (
          <>
            {published && <Notice tone="ok">发布了。从现在起签的是新的这一版。</Notice>}
            <TemplateCard
              key={`${template.id} ${template.versions.length}`}
              template={template}
              region={region}
              onEdit={edit}
            />
          </>
        ) : (
          <Card>点一份，看手机上的样子和历次的版本。</Card>
        )
      }
    />
  );
}
