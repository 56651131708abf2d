import { View } from '@tarojs/components';
import { useState } from 'react';
import { levelText, useNow } from '@/shared/cascade';
import { Card, Empty, MoreRows, Sub, Tap, TEST_IDS, useShownRows } from '@/shared/ui';
import { byLevel, lateOrder, urgeable, type SupervisedRelay } from '../supervision.rules';
import { useUrge } from '../supervision.queries';
import { LateRow } from './late-row';
import { UrgeNotice } from './urge-notice';

// Words of whole minutes; one clock for all rows.
const SLOW = 10_000;

/** Who is late now, level by level. */
export function LateList({ late }: { late: readonly SupervisedRelay[] }) {
  const urging = useUrge();
  const [round, setRound] = useState(0);
  if (late.length === 0) return <Empty title="现在没有晚的">该推的都在时间里。</Empty>;
  const urgeAll = (relayIds: readonly string[]) => {
    // All rows are about to change: only the first ones are drawn again, or WeChat gets too much at once.
    setRound(round + 1);
    urging.mutate(relayIds);
  };
  return (
    <>
      <View>
        <UrgeNotice urging={urging} />
      </View>
      <LateRows
        key={round}
        late={late}
        urging={urging.isPending ? (urging.variables ?? []) : []}
        onUrge={(relayId) => urging.mutate([relayId])}
        onUrgeAll={urgeAll}
      />
    </>
  );
}

interface LateRowsProps {
  late: readonly SupervisedRelay[];
  /** What is being urged now. */
  urging: readonly string[];
  onUrge(relayId: string): void;
  onUrgeAll(relayIds: readonly string[]): void;
}

function LateRows({ late, urging, onUrge, onUrgeAll }: LateRowsProps) {
  const now = useNow(SLOW);
  const ordered = lateOrder(late);
  const { shownRows, hiddenCount, showMore } = useShownRows(ordered);
  const [open, setOpen] = useState<string | null>(null);
  const all = urgeable(ordered, now);
  return (
    <>
      {byLevel(shownRows, ordered).map(({ level, total, shown }, index) => (
        <Card
          key={level}
          title={`${levelText(level)} · 晚了 ${total} 个`}
          aside={
            index === 0 &&
            (all.length > 0 ? (
              <Tap
                id={TEST_IDS.urgeAll}
                className="link"
                disabled={urging.length > 0}
                label={`全部催办，${all.length} 个群`}
                onTap={() => onUrgeAll(all)}
              >
                全部催办
              </Tap>
            ) : (
              <Sub>都刚催过</Sub>
            ))
          }
        >
          {shown.map((item, row) => (
            <LateRow
              key={item.relay.id}
              item={item}
              now={now}
              first={row === 0}
              unfolded={open === item.relay.id}
              urging={urging.includes(item.relay.id)}
              onUnfold={() => setOpen(open === item.relay.id ? null : item.relay.id)}
              onUrge={() => onUrge(item.relay.id)}
            />
          ))}
        </Card>
      ))}
      <MoreRows count={hiddenCount} unit="个" onTap={showMore} />
    </>
  );
}
