import { View } from '@tarojs/components';
import { useRemoteDoor, useDoorStore, doorTitle } from '@/features/doors';
import { useVisit } from '@/features/visits';
import { errorSentence, type Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { discard, isDiscardable, replace, useOutbox, type Entry } from '@/shared/outbox';
import { goBack, openPage, PAGES, usePageQuery } from '@/shared/platform';
import { COMMANDS, instantText } from '@/shared/text';
import {
  Button,
  Card,
  Chip,
  ConfirmButton,
  Empty,
  ListItem,
  Notice,
  Page,
  Sub,
  TEST_IDS,
  Title,
  useAction,
} from '@/shared/ui';
import { factsOf, type Fact } from '../components/entry-facts';
import { advice, stateOf } from '../components/entry-words';
import { fieldErrorSentence } from '../components/field-errors';
import { keptPayload } from '../components/keep-mine';
import { useStandingPapers } from '../components/standing-papers';
import { recordsOf, subjectOf } from '../components/subject';

export function ConflictScreen() {
  const { id } = usePageQuery();
  const entry = useOutbox(({ entries }) => entries.find((candidate) => candidate.id === id));
  if (!entry) {
    return (
      <Page title="处理登记">
        <Empty title="这一条已经处理好了" action={<Button onTap={goBack}>返回</Button>} />
      </Page>
    );
  }
  return <Decide entry={entry} />;
}

function Decide({ entry }: { entry: Entry }) {
  const doors = useDoorStore((store) => store.doors);
  const { doorId, visitId } = recordsOf(entry, doors);
  const theirDoor = useRemoteDoor(doorId).data;
  const theirVisit = useVisit(visitId).data;
  const { busy, error, run } = useAction();
  const state = stateOf(entry);
  const standing = useStandingPapers(entry);
  const kept = entry.state === 'conflict' ? keptPayload(entry, theirDoor, theirVisit, standing) : null;
  const leave = (action: () => Promise<unknown>) =>
    void run(async () => {
      await action();
      goBack();
    });

  return (
    <Page
      title={COMMANDS[entry.kind]}
      foot={
        kept && (
          <Button id={TEST_IDS.keepMine} busy={busy} onTap={() => leave(() => replace(entry.id, kept))}>
            用我的，重新报
          </Button>
        )
      }
    >
      <Card>
        <View className="row">
          <View className="grow">
            <Title>{subjectOf(entry, doors)}</Title>
            <Sub>{instantText(entry.happenedAt, clock.now())}</Sub>
          </View>
          <Chip tone={state.tone}>{state.name}</Chip>
        </View>
        <View className="gap-top">{advice(entry, undefined)}</View>
      </Card>
      {entry.answer?.errors?.map((fieldError) => (
        <Notice key={`${fieldError.field} ${fieldError.rule}`} tone="late">
          {fieldErrorSentence(fieldError)}
        </Notice>
      ))}
      {entry.answer?.reason === 'door_exists' && theirDoor && <SameDoor door={theirDoor} />}
      <Comparison facts={factsOf(entry, theirDoor, theirVisit)} />
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
      {isDiscardable(entry) && (
        <ConfirmButton
          id={TEST_IDS.dropMine}
          busy={busy}
          name="不要我这条了"
          question="手机里的这一条会删掉，找不回来。"
          onConfirm={() => leave(() => discard(entry.id))}
        />
      )}
    </Page>
  );
}

function SameDoor({ door }: { door: Schemas['DoorView'] }) {
  return (
    <Card title="已经登记过的">
      <ListItem
        first
        title={doorTitle(door.kind, door.name)}
        detail={door.address}
        onTap={() => openPage(PAGES.door, { id: door.id })}
      />
    </Card>
  );
}

function Comparison({ facts }: { facts: readonly Fact[] }) {
  return (
    <Card title="两边的写法">
      {facts.map(({ name, theirs, mine }, index) => (
        <View key={name} className={index === 0 ? 'list-item first' : 'list-item'}>
          <View className="grow">
            <Sub>{name}</Sub>
            <View>我的：{mine}</View>
            {theirs !== undefined && <View>服务器：{theirs}</View>}
          </View>
          {theirs !== undefined && theirs !== mine && <Chip tone="wait">不一样</Chip>}
        </View>
      ))}
    </Card>
  );
}
