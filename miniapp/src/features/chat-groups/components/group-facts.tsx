import { View } from '@tarojs/components';
import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { errorSentence } from '@/shared/api';
import { businessDate, clock } from '@/shared/clock';
import { dayText } from '@/shared/text';
import {
  Button,
  Card,
  ConfirmButton,
  DateField,
  ListItem,
  Notice,
  SelectField,
  TEST_IDS,
  TextField,
} from '@/shared/ui';
import { ownersOf, type GroupDetail } from '../group.rules';
import { useChangeGroup, useReportSize } from '../chat-groups.queries';

const NOBODY = 'none';

/** Who answers for the group, since when it is there, and how many WeChat shows in it. */
export function GroupFacts({ group }: { group: GroupDetail }) {
  return group.mayManage ? <Editable group={group} /> : <Told group={group} />;
}

function Told({ group }: { group: GroupDetail }) {
  const { ownerName, builtOn, mayRegister } = group;
  return (
    <Card title="这个群">
      <ListItem first title="负责人" trailing={ownerName ?? '还没定'} />
      <ListItem title="建群" trailing={builtOn ? dayText(builtOn) : '还没写'} />
      <ListItem title="群里人数" trailing={sizeText(group)} />
      {mayRegister && <Size group={group} />}
    </Card>
  );
}

function sizeText({ reportedSize, reportedOn }: GroupDetail): string {
  if (reportedSize === null) return '没报过';
  return `${reportedSize} 人${reportedOn ? `（${dayText(reportedOn)}报）` : ''}`;
}

function Editable({ group }: { group: GroupDetail }) {
  const changing = useChangeGroup(group);
  const [ownerId, setOwnerId] = useState(group.ownerId);
  const [builtOn, setBuiltOn] = useState(group.builtOn);
  const changed = ownerId !== group.ownerId || builtOn !== group.builtOn;
  const people = ownersOf(group);
  const owners = [
    { value: NOBODY, name: '还没定' },
    ...people.map(({ personId, name, label }) => ({ value: personId, name: `${name}（${label}）` })),
    // Whoever left their post stays named until somebody else is chosen.
    ...(group.ownerId && !people.some(({ personId }) => personId === group.ownerId)
      ? [{ value: group.ownerId, name: `${group.ownerName ?? '原来的负责人'}（已不在群里）` }]
      : []),
  ];
  const byHand = group.people.length > 0 && group.people.every(({ origin }) => origin === 'added');
  return (
    <Card title="这个群">
      <SelectField
        first
        id={TEST_IDS.groupOwner}
        label="负责人"
        choices={owners}
        value={ownerId ?? NOBODY}
        onChange={(value) => setOwnerId(value === NOBODY ? null : value)}
      />
      <DateField
        id={TEST_IDS.groupBuilt}
        label="哪天建好的"
        value={builtOn}
        end={businessDate(clock.now())}
        placeholder="还没建"
        onChange={(value) => setBuiltOn(value || null)}
      />
      {changing.isError && <Notice tone="late">{errorSentence(changing.error)}</Notice>}
      {changed && (
        <View className="gap-top">
          <Button
            id={TEST_IDS.saveGroup}
            compact
            busy={changing.isPending}
            onTap={() => changing.mutate({ ownerId, builtOn })}
          >
            存下来
          </Button>
        </View>
      )}
      <ListItem title="群里人数" trailing={sizeText(group)} />
      <Size group={group} />
      {byHand && (
        <ConfirmButton
          tone="plain"
          compact
          name="这个群散了"
          question="以后不再往这里推，发过的记录都留着。"
          busy={changing.isPending}
          onConfirm={() => changing.mutate({ closed: true })}
        />
      )}
    </Card>
  );
}

/** WeChat tells no program how large a group is: whoever is in it reads it off. */
function Size({ group }: { group: GroupDetail }) {
  const reporting = useReportSize(group.id);
  const [text, setText] = useState('');
  const size = Number(text);
  const sound = Number.isInteger(size) && size >= 1 && size <= 2000;
  return (
    <View className="size-row">
      <View className="grow">
        <TextField
          id={TEST_IDS.groupSize}
          type="number"
          label="现在群里多少人（看群名后面的数）"
          value={text}
          maxLength={4}
          error={text !== '' && !sound ? '请写 1 到 2000 的数' : undefined}
          onChange={setText}
        />
      </View>
      <Button
        id={TEST_IDS.saveSize}
        compact
        tone="ghost"
        disabled={!sound}
        busy={reporting.isPending}
        onTap={() => mutateThen(reporting, size, () => setText(''))}
      >
        报人数
      </Button>
      {reporting.isError && <Notice tone="late">{errorSentence(reporting.error)}</Notice>}
    </View>
  );
}
