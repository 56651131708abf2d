import { useState } from 'react';
import { businessDate, clock } from '@/shared/clock';
import { enqueue } from '@/shared/outbox';
import { goBack, usePageQuery } from '@/shared/platform';
import { errorSentence } from '@/shared/api';
import { Button, Empty, Notice, Page, Skeleton, TEST_IDS, useAction } from '@/shared/ui';
import { useDoorRecord, type DoorRecord } from '../doors.queries';
import { residentErrors, residentFormOf, residentInputs, type FormErrors } from '../components/door-form';
import { ResidentsEditor } from '../components/residents-editor';

export function ResidentsScreen() {
  const { id = '' } = usePageQuery();
  const { door, loading } = useDoorRecord(id);
  if (!door) return <Page title="家里人">{loading ? <Skeleton /> : <Empty mark="?" title="没有这一户" />}</Page>;
  return <EditResidents door={door} />;
}

function EditResidents({ door }: { door: DoorRecord }) {
  const [residents, setResidents] = useState(() => door.residents.map(residentFormOf));
  const [errors, setErrors] = useState<FormErrors>({});
  const { busy, error, run } = useAction();

  const save = () => {
    const found = residentErrors(residents, businessDate(clock.now()));
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const payload = { doorId: door.id, baseVersion: door.version, residents: residentInputs(residents) };
    void run(async () => {
      await enqueue('door.residents', payload);
      goBack();
    });
  };

  return (
    <Page
      title="家里人"
      foot={
        <Button id={TEST_IDS.saveDoor} busy={busy} onTap={save}>
          保存
        </Button>
      }
    >
      <Notice>手机号不改就空着，原来的号码还在。</Notice>
      <ResidentsEditor
        kind={door.kind}
        doorName={door.name}
        residents={residents}
        errors={errors}
        onChange={setResidents}
      />
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
    </Page>
  );
}
