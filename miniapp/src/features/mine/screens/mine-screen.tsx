import { InboxEntry } from '@/features/inbox';
import { MyPapersEntry } from '@/features/papers';
import { officeEntries } from '@/shared/office';
import { useOutbox } from '@/shared/outbox';
import { openPage, PAGES, useWide } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { dayText } from '@/shared/text';
import { useElderMode } from '@/shared/theme';
import { errorSentence, type Schemas } from '@/shared/api';
import {
  Card,
  Chip,
  ConfirmButton,
  ListItem,
  Notice,
  Page,
  Sub,
  SwitchRow,
  TEST_IDS,
  Title,
  useAction,
} from '@/shared/ui';

export function MineScreen() {
  const me = useSession((session) => session.me);
  const { elder, setElder } = useElderMode();
  if (!me) return null;
  return (
    <Page title="我的" tab="mine">
      <Card>
        <Title>{me.name}</Title>
        <Sub>{me.phoneMasked}</Sub>
        {me.posts.map((post) => (
          <Sub key={post.id}>
            {post.placeName} · {post.roleLabel}
          </Sub>
        ))}
      </Card>
      <Card>
        <InboxEntry first />
      </Card>
      {me.kind === 'staff' && <Work me={me} />}
      {me.kind === 'resident' && (
        <Card>
          <MyPapersEntry first detail="签过的、要签的都在这里" />
        </Card>
      )}
      <OfficeWork me={me} />
      <Card>
        <SwitchRow id={TEST_IDS.elderSwitch} title="长辈版" detail="字大，按钮大" on={elder} onChange={setElder} />
      </Card>
      <Leaving me={me} />
    </Page>
  );
}

function Work({ me }: { me: Schemas['Me'] }) {
  const { trainedOn } = me;
  // Only those who go to doors have to be trained.
  const visits = can(me, 'visit.write');
  const { waiting, attention } = useOutbox((outbox) => outbox.counts);
  const mark =
    attention > 0 ? (
      <Chip tone="late">{attention} 条要处理</Chip>
    ) : waiting > 0 ? (
      <Chip tone="wait">{waiting} 条待同步</Chip>
    ) : (
      <Chip tone="ok">都报上去了</Chip>
    );
  return (
    <Card>
      {visits && (
        <ListItem
          first
          title="培训"
          detail={trainedOn ? `${trainedOn.slice(0, 4)}年${dayText(trainedOn)}培训过` : '培训后登记的入户才算数'}
          trailing={trainedOn ? <Chip tone="ok">已培训</Chip> : <Chip tone="wait">没培训</Chip>}
        />
      )}
      <ListItem
        first={!visits}
        title="同步状态"
        trailing={mark}
        onTap={() => openPage(PAGES.sync)}
        id={TEST_IDS.openSync}
      />
      <MyPapersEntry detail="发给您的责任书" />
    </Card>
  );
}

/** On a PC the menu shows the same. */
function OfficeWork({ me }: { me: Schemas['Me'] }) {
  const wide = useWide();
  const entries = officeEntries(me);
  if (wide || entries.length === 0) return null;
  return (
    <Card title="办公">
      {entries.map(({ key, name, detail, page }, index) => (
        <ListItem
          key={key}
          id={TEST_IDS.office(key)}
          first={index === 0}
          title={name}
          detail={detail}
          onTap={() => openPage(page)}
        />
      ))}
    </Card>
  );
}

function Leaving({ me }: { me: Schemas['Me'] }) {
  const { signOut, withdrawConsent } = useSession();
  const { waiting } = useOutbox((outbox) => outbox.counts);
  const { busy, error, run } = useAction();
  const kept = waiting > 0 ? `还有 ${waiting} 条没报上去，会留在手机里，下次登录再报。` : '';
  return (
    <Card title="隐私和退出">
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
      <Sub>您同意过隐私说明（{me.consent.version}）。撤回后不能再用，已登记的不受影响。</Sub>
      <ConfirmButton
        id={TEST_IDS.withdrawConsent}
        tone="plain"
        busy={busy}
        name="撤回同意"
        question={`撤回后会退出登录。${kept}`}
        onConfirm={() => void run(withdrawConsent)}
      />
      <ConfirmButton
        id={TEST_IDS.signOut}
        busy={busy}
        name="退出登录"
        question={kept || '要退出登录吗？'}
        onConfirm={() => void run(signOut)}
      />
    </Card>
  );
}
