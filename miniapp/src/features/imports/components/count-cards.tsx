import { View } from '@tarojs/components';
import { countText } from '@/shared/text';
import { classNames, Tap, TEST_IDS } from '@/shared/ui';
import type { Import } from '../import.rules';

type Outcome = NonNullable<Import['outcome']>;

/** The lists that a check has found; `same` is only a number. */
export type FoundList = 'add' | 'update' | 'conflict' | 'absent' | 'bad' | 'notes';

const CARDS: readonly { key: FoundList | 'same'; name: string; tone?: 'accent' | 'late' | 'wait' }[] = [
  { key: 'bad', name: '有问题', tone: 'late' },
  { key: 'conflict', name: '冲突', tone: 'wait' },
  { key: 'add', name: '新增', tone: 'accent' },
  { key: 'update', name: '更新', tone: 'accent' },
  { key: 'same', name: '一样' },
  { key: 'absent', name: '新名单里没有' },
  { key: 'notes', name: '提示' },
];

/** Where one looks first: what has to be mended, then what has to be decided, then what is new. */
export function firstList(outcome: Outcome): FoundList | null {
  const found = CARDS.find(({ key }) => key !== 'same' && outcome[key] > 0)?.key;
  return found === undefined || found === 'same' ? null : found;
}

interface CountCardsProps {
  outcome: Outcome;
  open: FoundList | null;
  onOpen(list: FoundList): void;
}

/** What a check has found, in numbers that lead to their lists. */
export function CountCards({ outcome, open, onOpen }: CountCardsProps) {
  return (
    <View className="counts">
      {CARDS.map(({ key, name, tone }) => {
        const count = outcome[key];
        const content = (
          <>
            <View className="sub clip">{name}</View>
            <View className={classNames('count-number', count === 0 ? 'none' : tone)}>{countText(count)}</View>
          </>
        );
        if (key === 'same' || count === 0) {
          return (
            <View key={key} id={TEST_IDS.importCount(key)} className="count">
              {content}
            </View>
          );
        }
        return (
          <Tap
            key={key}
            id={TEST_IDS.importCount(key)}
            className={classNames('count live', key === open && 'on')}
            role="tab"
            label={`${name} ${count}`}
            checked={key === open}
            onTap={() => onOpen(key)}
          >
            {content}
          </Tap>
        );
      })}
    </View>
  );
}
