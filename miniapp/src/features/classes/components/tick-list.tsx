import { View } from '@tarojs/components';
import { Button, Checkbox, Sub, Tap, TEST_IDS, useShownRows } from '@/shared/ui';

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
      {hiddenCount > 0 && (
        <Button tone="plain" compact onTap={showMore}>
          还有 {hiddenCount} 户
        </Button>
      )}
    </View>
  );
}
