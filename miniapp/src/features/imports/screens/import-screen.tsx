import { useEffect, useState } from 'react';
import { clock } from '@/shared/clock';
import { backTo, PAGES, usePageQuery, useWide } from '@/shared/platform';
import { instantText } from '@/shared/text';
import { Button, Loaded, Page, TEST_IDS } from '@/shared/ui';
import { BusyCard } from '../components/busy-card';
import { CheckStep } from '../components/check-step';
import { PublishedCard, StoppedCard } from '../components/ended-card';
import { MappingStep } from '../components/mapping-step';
import { StepRail } from '../components/step-rail';
import { IMPORT_KINDS } from '../import-words';
import { useImport } from '../imports.queries';
import { isBusy, stepOf, type Import } from '../import.rules';

/** One file on its way in, at the step where it stands. */
export function ImportScreen() {
  const { id = '' } = usePageQuery();
  const query = useImport(id);
  const record = query.data;
  const onPc = useWide();
  return (
    <Page
      title={record ? `导入${IMPORT_KINDS[record.kind].name} · ${record.regionName}` : '导入'}
      office="imports"
      remark={record && `${record.fileName} · ${record.byName} ${instantText(record.createdAt, clock.now())}`}
      actions={
        onPc ? (
          <Button id={TEST_IDS.allImports} tone="ghost" compact onTap={() => backTo(PAGES.imports)}>
            导入记录
          </Button>
        ) : undefined
      }
      wide
    >
      <Loaded query={query}>{(loaded) => <Step record={loaded} error={query.error} />}</Loaded>
    </Page>
  );
}

function Step({ record, error }: { record: Import; error: unknown }) {
  const [remapping, setRemapping] = useState(false);
  const remaps = remapping && record.state === 'checked';
  const { state, mapping, outcome } = record;
  useEffect(() => {
    if (state !== 'checked') setRemapping(false);
  }, [state]);
  return (
    <>
      <StepRail current={remaps ? 1 : stepOf(state)} finished={state === 'published'} />
      {isBusy(state) && <BusyCard record={record} error={error} />}
      {(state === 'mapping' || remaps) && mapping && (
        <MappingStep record={record} mapping={mapping} onLeave={remaps ? () => setRemapping(false) : undefined} />
      )}
      {state === 'checked' && !remaps && outcome && (
        <CheckStep record={record} outcome={outcome} onRemap={() => setRemapping(true)} />
      )}
      {(state === 'failed' || state === 'cancelled') && <StoppedCard {...record} />}
      {state === 'published' && <PublishedCard {...record} />}
    </>
  );
}
