import { useState } from 'react';
import { errorSentence } from '@/shared/api';
import { enqueue } from '@/shared/outbox';
import { goBack, usePageQuery } from '@/shared/platform';
import { choicesOf, EXCLUSIONS, type ExclusionKind } from '@/shared/text';
import {
  Button,
  Card,
  Empty,
  LongTextField,
  Notice,
  Page,
  SinglePick,
  Skeleton,
  Sub,
  TEST_IDS,
  TextField,
  useAction,
} from '@/shared/ui';
import { useDoorRecord, type DoorRecord } from '../doors.queries';
import { doorTitle } from '../components/door-words';
import { PlaceFields } from '../components/place-fields';
import { SplitDoor } from '../components/split-door';

const TITLES = {
  edit: '改资料',
  move: '换网格',
  exclude: '申请不计入',
  return: '恢复走访',
  split: '分出一户',
} as const;
type Change = keyof typeof TITLES;

export function ChangeDoorScreen() {
  const { id = '', what = 'edit' } = usePageQuery();
  const { door, loading } = useDoorRecord(id);
  const change = what as Change;
  if (!door)
    return <Page title={TITLES[change]}>{loading ? <Skeleton /> : <Empty mark="?" title="没有这一户" />}</Page>;
  switch (change) {
    case 'edit':
      return <EditDoor door={door} />;
    case 'move':
      return <MoveDoor door={door} />;
    case 'exclude':
      return <ExcludeDoor door={door} />;
    case 'return':
      return <ReturnDoor door={door} />;
    case 'split':
      return <SplitDoor door={door} />;
  }
}

function useSaveAndLeave() {
  const { busy, error, run } = useAction();
  const save = (write: () => Promise<unknown>) =>
    void run(async () => {
      await write();
      goBack();
    });
  return { busy, notice: error !== null && <Notice tone="late">{errorSentence(error)}</Notice>, save };
}

function EditDoor({ door }: { door: DoorRecord }) {
  const [name, setName] = useState(door.name);
  const [code, setCode] = useState(door.code);
  const [address, setAddress] = useState(door.address);
  const { busy, notice, save } = useSaveAndLeave();
  const changes = {
    ...(name.trim() !== door.name && { name: name.trim() }),
    ...(code.trim() !== door.code && { code: code.trim() }),
    ...(address.trim() !== door.address && { address: address.trim() }),
  };
  const complete = name.trim() !== '' && address.trim() !== '' && Object.keys(changes).length > 0;
  return (
    <Page
      title={TITLES.edit}
      foot={
        <Button
          id={TEST_IDS.saveDoor}
          busy={busy}
          disabled={!complete}
          onTap={() => save(() => enqueue('door.update', { doorId: door.id, baseVersion: door.version, changes }))}
        >
          保存
        </Button>
      }
    >
      <Card>
        <TextField first id={TEST_IDS.doorName} label="名称" value={name} onChange={setName} />
        <TextField label="门牌号" maxLength={20} value={code} onChange={setCode} />
        <TextField id={TEST_IDS.doorAddress} label="地址" maxLength={120} value={address} onChange={setAddress} />
      </Card>
      {notice}
    </Page>
  );
}

function MoveDoor({ door }: { door: DoorRecord }) {
  const [place, setPlace] = useState<{ gridId: number; groupId: number | null }>(door);
  const { busy, notice, save } = useSaveAndLeave();
  const { gridId, groupId } = place;
  const moved = gridId !== door.gridId || groupId !== door.groupId;
  return (
    <Page
      title={TITLES.move}
      foot={
        <Button
          id={TEST_IDS.saveDoor}
          busy={busy}
          disabled={!moved}
          onTap={() =>
            save(() => enqueue('door.move', { doorId: door.id, baseVersion: door.version, gridId, groupId }))
          }
        >
          换过去
        </Button>
      }
    >
      <Card>
        <Sub>现在在 {[door.gridName, door.groupName].filter(Boolean).join(' · ')}。走访记录跟着一起走。</Sub>
        <PlaceFields gridId={gridId} groupId={groupId} onChange={setPlace} />
      </Card>
      {notice}
    </Page>
  );
}

function ExcludeDoor({ door }: { door: DoorRecord }) {
  const [exclusion, setExclusion] = useState<ExclusionKind>();
  const [reason, setReason] = useState('');
  const { busy, notice, save } = useSaveAndLeave();
  const complete = exclusion !== undefined && reason.trim() !== '';
  return (
    <Page
      title={TITLES.exclude}
      foot={
        <Button
          id={TEST_IDS.saveDoor}
          busy={busy}
          disabled={!complete}
          onTap={() =>
            exclusion &&
            save(() =>
              enqueue('door.exclude', {
                doorId: door.id,
                baseVersion: door.version,
                exclusion,
                reason: reason.trim(),
              }),
            )
          }
        >
          提交给村里认定
        </Button>
      }
    >
      <Card title="为什么不用走">
        <SinglePick
          oneColumn
          choices={choicesOf(EXCLUSIONS)}
          picked={exclusion}
          idOf={TEST_IDS.exclusionKind}
          onPick={(kind) => setExclusion(kind)}
        />
      </Card>
      <Card>
        <LongTextField
          first
          id={TEST_IDS.changeReason}
          label="说明情况"
          placeholder="例如 全家搬到县城三年了"
          maxLength={200}
          value={reason}
          onChange={setReason}
        />
      </Card>
      <Notice>村里认定以后才不计入；没认定前还要走到。</Notice>
      {notice}
    </Page>
  );
}

function ReturnDoor({ door }: { door: DoorRecord }) {
  const { busy, notice, save } = useSaveAndLeave();
  return (
    <Page
      title={TITLES.return}
      foot={
        <Button
          id={TEST_IDS.saveDoor}
          busy={busy}
          onTap={() => save(() => enqueue('door.return', { doorId: door.id, baseVersion: door.version }))}
        >
          恢复走访
        </Button>
      }
    >
      <Card title={doorTitle(door.kind, door.name)}>
        <Sub>
          {door.exclusion?.state === 'requested'
            ? '不计入的申请撤回，这一户照常要走到。'
            : `原来按“${door.exclusion ? EXCLUSIONS[door.exclusion.kind] : ''}”不计入。恢复以后重新计入，还要走到。`}
        </Sub>
        <Sub>以前的走访记录都还在。</Sub>
      </Card>
      {notice}
    </Page>
  );
}
