import { useState } from 'react';
import { Empty, Panes } from '@/shared/ui';
import { useWide } from '@/shared/platform';
import type { Import } from '../import.rules';
import { ChangeList } from './change-list';
import { CountCards, firstList, type FoundList } from './count-cards';
import { MissingPlaces } from './missing-places';
import { ProblemList } from './problem-list';
import { PublishCard } from './publish-card';

interface CheckStepProps {
  record: Import;
  outcome: NonNullable<Import['outcome']>;
  onRemap(): void;
}

/** What the file would change, list by list, and the button that does it. */
export function CheckStep({ record, outcome, onRemap }: CheckStepProps) {
  const [open, setOpen] = useState<FoundList | null>(() => firstList(outcome));
  const wide = useWide();
  const found = (
    <>
      {outcome.missingPlaces.length > 0 && <MissingPlaces record={record} places={outcome.missingPlaces} />}
      <OpenList key={open} record={record} list={open} />
    </>
  );
  const publish = <PublishCard record={record} outcome={outcome} onRemap={onRemap} />;
  return (
    <>
      <CountCards outcome={outcome} open={open} onOpen={setOpen} />
      {wide ? (
        <Panes label="导入" paneAlone={false} list={found} pane={publish} />
      ) : (
        <>
          {found}
          {publish}
        </>
      )}
    </>
  );
}

function OpenList({ record, list }: { record: Import; list: FoundList | null }) {
  switch (list) {
    case null:
      return <Empty title="都和现在的一样">没有新的，也没有要改的。</Empty>;
    case 'bad':
      return <ProblemList importId={record.id} fileName={record.fileName} level="bad" />;
    case 'notes':
      return <ProblemList importId={record.id} fileName={record.fileName} level="note" />;
    default:
      return <ChangeList importId={record.id} kind={record.kind} action={list} />;
  }
}
