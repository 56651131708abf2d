import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { Button, Card, classNames, Notice, Sub, Tap, TEST_IDS } from '@/shared/ui';
import { changeName } from '../import-words';
import { rowText, valueText, type ChangedRecord } from '../import.rules';

type Value = ChangedRecord['values'][number];
type Take = Value['take'];

interface ConflictCardProps {
  record: ChangedRecord;
  deciding: { isPending: boolean; isError: boolean; error: unknown };
  onDecide(take: Take, key?: string): void;
}

/** A household that was corrected at the door and changed in the book: the three side by side, and the choice. */
export function ConflictCard({ record, deciding, onDecide }: ConflictCardProps) {
  const conflicts = record.values.filter(({ conflict }) => conflict);
  const others = record.values.filter(({ conflict, take }) => !conflict && take === 'book');
  const rows = rowText(record);
  return (
    <Card
      id={TEST_IDS.conflict(record.id)}
      title={record.label}
      aside={<Sub>{[record.place, rows && `第 ${rows} 行`].filter(Boolean).join(' · ')}</Sub>}
    >
      {conflicts.map((value) => (
        <View key={value.key} className="compare">
          <View className="compare-name">{changeName(value)}</View>
          <View className="compare-side past">
            <Side name="上次户册" text={valueText(value.field, value.base)} />
          </View>
          <Choice value={value} take="here" name="现在（上门改过）" onDecide={onDecide} />
          <Choice value={value} take="book" name="新户册" onDecide={onDecide} />
        </View>
      ))}
      {others.length > 0 && (
        <View className="gap-top">
          <Sub>没有冲突、会更新的：{others.map(changeName).join('、')}</Sub>
        </View>
      )}
      {deciding.isError && <Notice tone="late">{errorSentence(deciding.error)}</Notice>}
      <View className="row wrap gap-top">
        <Button
          id={TEST_IDS.decideAll(record.id, 'here')}
          tone="ghost"
          compact
          disabled={deciding.isPending}
          onTap={() => onDecide('here')}
        >
          {conflicts.length > 1 ? '这一户都留现在的' : '就留现在的'}
        </Button>
        <Button
          id={TEST_IDS.decideAll(record.id, 'book')}
          tone="ghost"
          compact
          disabled={deciding.isPending}
          onTap={() => onDecide('book')}
        >
          {conflicts.length > 1 ? '这一户都用新户册的' : '用新户册的'}
        </Button>
      </View>
    </Card>
  );
}

function Side({ name, text }: { name: string; text: string }) {
  return (
    <View className="grow">
      <Sub>{name}</Sub>
      <View>{text}</View>
    </View>
  );
}

interface ChoiceProps {
  value: Value;
  take: Take;
  name: string;
  onDecide(take: Take, key: string): void;
}

function Choice({ value, take, name, onDecide }: ChoiceProps) {
  const on = value.take === take;
  const text = valueText(value.field, take === 'here' ? value.here : value.book);
  return (
    <Tap
      id={TEST_IDS.decide(value.key, take)}
      className={classNames('compare-side live', on && 'on')}
      role="radio"
      checked={on}
      label={`${changeName(value)}，${name}：${text}`}
      onTap={() => {
        if (!on) onDecide(take, value.key);
      }}
    >
      <Side name={on ? `✓ ${name}` : name} text={text} />
    </Tap>
  );
}
