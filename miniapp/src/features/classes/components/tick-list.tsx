import { View } from '@tarojs/components';
import { Checkbox, MoreRows, Sub, Tap, TEST_IDS, useShownRows } from '@/shared/ui';

export interface Tickable {
  id: string;
  title: string;
  detail: string;
}

interface TickListProps {
  rows: readonly Tickable[];
  ticked: ReadonlySet<string>;
  onChange(ticked: ReadonlySet<string>): void;
}

/** Households to tick, in the width of a pane or a phone. */
export function TickList({ rows, ticked, onChange }: TickListProps) {
  const { shownRows, hiddenCount, showMore } = useShownRows(rows);
  const toggle = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <View className="workers">
      {shownRows.map(({ id, title, detail }) => (
        <Tap
          key={id}
          id={TEST_IDS.selectRow(id)}
          className="list-item"
          role="checkbox"
          checked={ticked.has(id)}
          label={title}
          onTap={() => toggle(id)}
        >
          <Checkbox on={ticked.has(id)} />
          <View className="grow">
            <View className="strong">{title}</View>
            <Sub>{detail}</Sub>
          </View>
        </Tap>
      ))}
      <MoreRows count={hiddenCount} unit="户" compact onTap={showMore} />
    </View>
  );
}
