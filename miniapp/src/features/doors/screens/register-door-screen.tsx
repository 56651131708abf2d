import { useState } from 'react';
import { errorSentence, type Schemas } from '@/shared/api';
import { businessDate, clock } from '@/shared/clock';
import { enqueue } from '@/shared/outbox';
import { goBack, PAGES, positionMeasuredOrPicked, replacePage, type Position } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { choicesOf, DOOR_KINDS } from '@/shared/text';
import {
  Button,
  Card,
  Empty,
  Notice,
  Page,
  SinglePick,
  Stepper,
  Sub,
  TEST_IDS,
  TextField,
  useAction,
} from '@/shared/ui';
import { useDoorStore } from '../doors.store';
import { doorErrors, registration, type DoorForm, type FormErrors } from '../components/door-form';
import { PlaceFields } from '../components/place-fields';
import { ResidentsEditor } from '../components/residents-editor';

const MOST_CHILDREN = 20;
const NO_POSTS: Schemas['Me']['posts'] = [];

/** 新登记: a door that nobody had on the list, also without a network. */
export function RegisterDoorScreen() {
  const ownGridId = useOwnGridId();
  const [form, setForm] = useState<DoorForm>({
    kind: 'household',
    name: '',
    code: '',
    address: '',
    gridId: ownGridId,
    groupId: null,
    childrenUnder14: 0,
    residents: [],
  });
  const [position, setPosition] = useState<Position | null>(null);
  const [errors, setErrors] = useState<FormErrors>({});
  const [savedId, setSavedId] = useState<string>();
  const { busy, error, run } = useAction();

  const change = (patch: Partial<DoorForm>) => setForm((current) => ({ ...current, ...patch }));
  const save = () => {
    const found = doorErrors(form, businessDate(clock.now()));
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    void run(async () => setSavedId(await enqueue('door.register', registration(form, position ?? undefined))));
  };

  if (savedId) return <Registered id={savedId} name={form.name} />;
  return (
    <Page
      title="新登记"
      foot={
        <Button id={TEST_IDS.saveDoor} busy={busy} onTap={save}>
          登记
        </Button>
      }
    >
      <Card title="是什么">
        <SinglePick
          choices={choicesOf(DOOR_KINDS)}
          picked={form.kind}
          idOf={TEST_IDS.doorKind}
          onPick={(kind) => change({ kind })}
        />
      </Card>
      <Card>
        <TextField
          first
          id={TEST_IDS.doorName}
          label={form.kind === 'household' ? '户主姓名' : '名称'}
          value={form.name}
          error={errors.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          id={TEST_IDS.doorAddress}
          label="地址"
          placeholder="例如 中街 17 号"
          maxLength={120}
          value={form.address}
          error={errors.address}
          onChange={(address) => change({ address })}
        />
        <TextField label="门牌号（可不填）" maxLength={20} value={form.code} onChange={(code) => change({ code })} />
        <PlaceFields gridId={form.gridId} groupId={form.groupId} error={errors.gridId} onChange={change} />
      </Card>
      <ResidentsEditor
        kind={form.kind}
        doorName={form.name}
        residents={form.residents}
        errors={errors}
        onChange={(residents) => change({ residents })}
      />
      <Card>
        <Stepper
          id={TEST_IDS.children}
          title="14 岁以下的孩子"
          value={form.childrenUnder14}
          most={MOST_CHILDREN}
          onChange={(childrenUnder14) => change({ childrenUnder14 })}
        />
        <Sub>孩子只记人数。</Sub>
      </Card>
      <Card title="位置（可不记）">
        {position ? <Sub>已记下，误差约 {position.accuracy} 米。</Sub> : <Sub>记下位置，以后能按远近排。</Sub>}
        <Button tone="ghost" compact onTap={() => void positionMeasuredOrPicked().then(setPosition)}>
          {position ? '重新记' : '记下这里'}
        </Button>
      </Card>
      {Object.keys(errors).length > 0 && <Notice tone="late">还差几处没填好，看上面红字。</Notice>}
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
    </Page>
  );
}

/** The grid this person works in, when that leaves no doubt. */
function useOwnGridId(): number | null {
  const grids = useDoorStore((store) => store.grids);
  const posts = useSession((session) => session.me?.posts ?? NO_POSTS);
  if (grids.length === 1) return grids[0]!.id;
  const own = grids.filter(({ id }) => posts.some(({ regionId }) => regionId === id));
  return own.length === 1 ? own[0]!.id : null;
}

function Registered({ id, name }: { id: string; name: string }) {
  return (
    <Page title="新登记">
      <Empty
        title={`${name} 登记好了`}
        action={
          <>
            <Button id={TEST_IDS.startVisit} onTap={() => replacePage(PAGES.logVisit, { doorId: id })}>
              现在入户
            </Button>
            <Button tone="ghost" onTap={goBack}>
              以后再来
            </Button>
          </>
        }
      >
        存在手机里了，联网后自动上报。
      </Empty>
    </Page>
  );
}
