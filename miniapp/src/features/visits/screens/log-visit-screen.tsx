import { useState } from 'react';
import { doorTitle, useDoorRecord, type DoorRecord } from '@/features/doors';
import { usePageQuery } from '@/shared/platform';
import { Empty, ErrorState, Page, Skeleton } from '@/shared/ui';
import { Finished } from '../components/finished';
import { VisitWizard } from '../components/visit-wizard';

export function LogVisitScreen() {
  const { doorId = '' } = usePageQuery();
  const { door, loading, error } = useDoorRecord(doorId);
  if (door) return <LogVisit door={door} />;
  return (
    <Page title="入户登记">
      {loading ? <Skeleton /> : error ? <ErrorState error={error} /> : <Empty mark="?" title="手机里没有这一户" />}
    </Page>
  );
}

function LogVisit({ door }: { door: DoorRecord }) {
  const [visitId, setVisitId] = useState<string>();
  const title = `${doorTitle(door.kind, door.name)} · 入户`;
  if (visitId) return <Finished door={door} visitId={visitId} title={title} />;
  return <VisitWizard door={door} title={title} onFinished={setVisitId} />;
}
