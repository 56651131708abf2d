import { View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { percent } from '@/features/coverage';
import { errorSentence, type Schemas } from '@/shared/api';
import { usePageQuery } from '@/shared/platform';
import { countText, dayText } from '@/shared/text';
import {
  BigNumber,
  Button,
  Card,
  Checkbox,
  Chip,
  Empty,
  Loaded,
  MoreRows,
  Notice,
  Page,
  Sub,
  Tap,
  TEST_IDS,
  TextField,
  Track,
  useShownRows,
} from '@/shared/ui';
import { useGroup, useJoins, useTick } from '../chat-groups.queries';
import { joinShare } from '../group.rules';
import { byDoor, changesOf, doorToggled, joinedOf, toggled, type JoinDoor, type JoinEntry } from '../joins.rules';

const MANY = 30;

/** 入群名单: who of the place is in its group, ticked door by door (S1.4). */
export function JoinsScreen() {
  const { id = '' } = usePageQuery();
  const query = useJoins(id);
  const group = useGroup(id).data;
  return <Loaded query={query}>{(roll) => <Roll key={roll.rate.asOn} id={id} roll={roll} group={group} />}</Loaded>;
}

interface RollProps {
  id: string;
  roll: Schemas['JoinRoll'];
  group: Schemas['ChatGroupDetail'] | undefined;
}

function Roll({ id, roll: { items, rate }, group }: RollProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => joinedOf(items));
  const [text, setText] = useState('');
  const [openOnly, setOpenOnly] = useState(false);
  const ticking = useTick(id);
  const mayTick = group?.mayTick ?? false;
  const marks = changesOf(items, ticked);
  const changes = marks.joined.length + marks.left.length;
  const name = text.trim();
  const doors = useMemo(
    () =>
      byDoor(
        items.filter((entry) => (entry.name + entry.doorCode).includes(name) && (!openOnly || entry.joinedOn === null)),
      ),
    [items, name, openOnly],
  );
  return (
    <Page
      title="入群名单"
      foot={
        changes > 0 && (
          <Button id={TEST_IDS.saveJoins} busy={ticking.isPending} onTap={() => ticking.mutate(marks)}>
            存下 {countText(changes)} 处改动
          </Button>
        )
      }
    >
      <Rate rate={rate} groupName={group?.name} families={group?.reaches === 'families'} />
      {ticking.isError && <Notice tone="late">{errorSentence(ticking.error)}</Notice>}
      {ticking.isSuccess && changes === 0 && <Notice tone="ok">存好了。</Notice>}
      {items.length === 0 ? (
        <Empty mark="人" title="名单上还没有人">
          先把住户登记进来，18–60 岁的会出现在这里。
        </Empty>
      ) : (
        <Card title={`${countText(items.length)} 人`}>
          <View className="filters">
            {items.length > MANY && (
              <TextField
                first
                id={TEST_IDS.search}
                label="找人"
                placeholder="姓名、门牌"
                value={text}
                maxLength={20}
                onChange={setText}
              />
            )}
          </View>
          <View className="row wrap reasons">
            <Chip selected={openOnly} onTap={() => setOpenOnly(!openOnly)}>
              只看没进群的 {countText(items.filter(({ joinedOn }) => joinedOn === null).length)}
            </Chip>
          </View>
          <Doors doors={doors} ticked={ticked} mayTick={mayTick} onChange={setTicked} />
        </Card>
      )}
    </Page>
  );
}

interface RateProps {
  rate: Schemas['JoinRate'];
  groupName: string | undefined;
  families: boolean;
}

function Rate({ rate, groupName, families }: RateProps) {
  const share = joinShare(rate);
  return (
    <Card id={TEST_IDS.joinRate}>
      <Sub>{groupName ?? '入群率'}</Sub>
      <BigNumber>{share === null ? '—' : percent(share)}</BigNumber>
      <Track thick parts={[share ?? 0]} label={`入群 ${rate.joined} / ${rate.registered} 人`} />
      <Sub>
        {families ? '家长' : '18–60 岁'} {countText(rate.registered)} 人，在群里 {countText(rate.joined)} 人，
        {countText(rate.proved)} 人自己在群里打开过。以 {dayText(rate.asOn)} 为准。
      </Sub>
    </Card>
  );
}

interface DoorsProps {
  doors: readonly JoinDoor[];
  ticked: ReadonlySet<string>;
  mayTick: boolean;
  onChange(ticked: ReadonlySet<string>): void;
}

function Doors({ doors, ticked, mayTick, onChange }: DoorsProps) {
  const { shownRows, hiddenCount, showMore } = useShownRows(doors);
  if (doors.length === 0) return <Sub>没有这样的人。</Sub>;
  return (
    <>
      {shownRows.map((door) => (
        <View key={door.code} className="join-door">
          <View className="row between">
            <View className="sub">{door.code}</View>
            {mayTick && door.entries.length > 1 && (
              <Tap
                id={TEST_IDS.doorJoins(door.code)}
                className="link"
                label={`${door.code} 全家`}
                onTap={() => onChange(doorToggled(ticked, door))}
              >
                全家
              </Tap>
            )}
          </View>
          {door.entries.map((entry) => (
            <Entry
              key={entry.residentId}
              entry={entry}
              on={ticked.has(entry.residentId)}
              onToggle={mayTick && !entry.proved ? () => onChange(toggled(ticked, entry)) : undefined}
            />
          ))}
        </View>
      ))}
      <MoreRows count={hiddenCount} unit="户" onTap={showMore} />
    </>
  );
}

interface EntryProps {
  entry: JoinEntry;
  on: boolean;
  onToggle: (() => void) | undefined;
}

function Entry({ entry: { residentId, name, joinedOn, proved }, on, onToggle }: EntryProps) {
  const words = (
    <>
      <Checkbox on={on} />
      <View className="grow">{name}</View>
      {proved ? <Chip tone="ok">已自己打开</Chip> : joinedOn && on && <Sub>{`${dayText(joinedOn)}记的`}</Sub>}
    </>
  );
  if (!onToggle) return <View className="join-entry">{words}</View>;
  return (
    <Tap
      id={TEST_IDS.joiner(residentId)}
      className="join-entry"
      role="checkbox"
      checked={on}
      label={`${name}在群里`}
      onTap={onToggle}
    >
      {words}
    </Tap>
  );
}
