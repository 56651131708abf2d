import { useState } from 'react';
import { GridField, useRegion } from '@/features/regions';
import { mutateThen } from '@/shared/answers';
import { ApiError, errorSentence } from '@/shared/api';
import { newId } from '@/shared/ids';
import { PAGES, replacePage } from '@/shared/platform';
import { RELATIONS } from '@/shared/text';
import { Button, Card, ManyPicks, Notice, Page, Stepper, Sub, TEST_IDS, TextField } from '@/shared/ui';
import { useSplitDoor, type DoorRecord } from '../doors.queries';

/** Some of a household's people become one of their own. It needs the network: numbers and grids are the server's. */
export function SplitDoor({ door }: { door: DoorRecord }) {
  // Made once: a second tap after a lost answer asks for the same door.
  const [newDoorId] = useState(newId);
  const [leaving, setLeaving] = useState<readonly string[]>([]);
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [address, setAddress] = useState(door.address);
  const [gridId, setGridId] = useState(door.gridId);
  const [childrenUnder14, setChildren] = useState(0);
  // A household may only be split within its village.
  const villageId = useRegion(door.gridId).data?.value.parentId;
  const split = useSplitDoor(door.id);
  const nameOf = (id: string | undefined) => door.residents.find((resident) => resident.id === id)?.name ?? '';
  const choose = (ids: readonly string[]) => {
    // Until somebody types one, the household is called by the first who leaves.
    if (name === nameOf(leaving[0])) setName(nameOf(ids[0]));
    setLeaving(ids);
  };
  const nobodyStays = leaving.length === door.residents.length;
  const complete = leaving.length > 0 && !nobodyStays && name.trim() !== '' && address.trim() !== '';
  const save = () =>
    mutateThen(
      split,
      {
        newDoorId,
        baseVersion: door.version,
        residentIds: [...leaving],
        name: name.trim(),
        address: address.trim(),
        ...(code.trim() && { code: code.trim() }),
        ...(gridId !== door.gridId && { gridId }),
        ...(childrenUnder14 > 0 && { childrenUnder14 }),
      },
      ({ id }) => replacePage(PAGES.door, { id }),
    );
  return (
    <Page
      title="分出一户"
      foot={
        <Button id={TEST_IDS.saveDoor} busy={split.isPending} disabled={!complete} onTap={save}>
          {leaving.length === 0 ? '先选谁分出去' : `${leaving.length} 人分出一户`}
        </Button>
      }
    >
      <Card title="谁分出去">
        <ManyPicks
          choices={door.residents.map(({ id, name: own, relation }) => ({
            value: id,
            name: `${own}（${RELATIONS[relation]}）`,
          }))}
          picked={leaving}
          idOf={TEST_IDS.resident}
          onChange={choose}
        />
        {nobodyStays && <Notice tone="wait">原来的户至少要留一个人。</Notice>}
        {door.childrenUnder14 > 0 && (
          <Stepper
            id={TEST_IDS.children}
            title={`14 岁以下跟着走的（共 ${door.childrenUnder14} 人）`}
            value={childrenUnder14}
            most={door.childrenUnder14}
            onChange={setChildren}
          />
        )}
      </Card>
      <Card title="新的一户">
        <TextField first id={TEST_IDS.doorName} label="户主" maxLength={30} value={name} onChange={setName} />
        <TextField label="门牌号（可不填）" maxLength={20} value={code} onChange={setCode} />
        <TextField id={TEST_IDS.doorAddress} label="地址" maxLength={120} value={address} onChange={setAddress} />
        <GridField villageId={villageId} gridId={gridId} onChange={setGridId} />
      </Card>
      <Sub>以前的走访记录留在原来的户。新的一户算没去过，要去走一次。</Sub>
      {split.isError && <Notice tone="late">{refusalText(split.error)}</Notice>}
    </Page>
  );
}

function refusalText(error: unknown): string {
  if (error instanceof ApiError && error.is('conflict')) return '别人刚刚改过这一户。请退回去看一下，再来分。';
  return errorSentence(error);
}
