import { Text, View } from '@tarojs/components';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { levelText } from '@/shared/cascade';
import { isH5 } from '@/shared/platform';
import { countText } from '@/shared/text';
import { Button, classNames, Empty, FoldMark, TEST_IDS, useShownRows } from '@/shared/ui';
import { foldedAtFirst, treeRows, type Group, type TreeRow } from '../group.rules';
import { GroupMark } from './group-marks';
import { pusherText } from './group-table';

const INDENT = 18;
const PAGE = 40;

interface GroupTreeProps {
  groups: readonly Group[];
  /** As a plain list, when something is looked for. */
  flat: boolean;
  onOpen(group: Group): void;
}

/** The groups one below the other, as messages come down them. */
export function GroupTree({ groups, flat, onOpen }: GroupTreeProps) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => foldedAtFirst(groups));
  const rows = useMemo(
    (): TreeRow[] => (flat ? groups.map((group) => ({ group, depth: 0, below: 0 })) : treeRows(groups, folded)),
    [groups, flat, folded],
  );
  const { shownRows, hiddenCount, showMore } = useShownRows(rows, PAGE);
  const fold = (id: string) => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };
  if (groups.length === 0) return <Empty title="没有这样的群">换个条件再找。</Empty>;
  return (
    <View {...{ role: flat ? 'list' : 'tree' }}>
      {shownRows.map((row) => (
        <Row
          key={row.group.id}
          {...row}
          flat={flat}
          unfolded={!folded.has(row.group.id)}
          onFold={() => fold(row.group.id)}
          onOpen={() => onOpen(row.group)}
        />
      ))}
      {hiddenCount > 0 && (
        <Button tone="plain" onTap={showMore}>
          还有 {countText(hiddenCount)} 个群
        </Button>
      )}
    </View>
  );
}

interface RowProps extends TreeRow {
  flat: boolean;
  unfolded: boolean;
  onFold(): void;
  onOpen(): void;
}

function Row({ group, depth, below, flat, unfolded, onFold, onOpen }: RowProps) {
  const keyboard = isH5 && {
    tabIndex: 0,
    onKeyDown: (event: KeyboardEvent) => {
      const folds = below > 0 && (event.key === 'ArrowRight') !== unfolded;
      const moves: Record<string, () => void> = {
        Enter: onOpen,
        ' ': onOpen,
        ArrowRight: () => folds && onFold(),
        ArrowLeft: () => folds && onFold(),
        ArrowDown: () => (event.currentTarget.nextElementSibling as HTMLElement | null)?.focus(),
        ArrowUp: () => (event.currentTarget.previousElementSibling as HTMLElement | null)?.focus(),
      };
      const move = event.target === event.currentTarget ? moves[event.key] : undefined;
      if (!move) return;
      event.preventDefault();
      move();
    },
  };
  return (
    <View
      id={TEST_IDS.groupRow(group.id)}
      className="tree-row group-row"
      style={{ paddingLeft: `${depth * INDENT}px` }}
      onClick={onOpen}
      {...keyboard}
      {...{
        role: flat ? 'listitem' : 'treeitem',
        'aria-level': depth + 1,
        ...(below > 0 && { 'aria-expanded': String(unfolded) }),
      }}
    >
      {below > 0 && <FoldMark what={`${group.name}下面的群`} unfolded={unfolded} onFold={onFold} />}
      {below === 0 && !flat && <View className="tree-fold" />}
      <View className={classNames('grow group-words', flat && 'flat')}>
        <View className="strong">{group.name}</View>
        <View className="row wrap">
          <Text className="sub">
            {levelText(group.level)} · 推送员 {pusherText(group)}
            {below > 0 && !unfolded && ` · 下面 ${below} 个`}
          </Text>
          <GroupMark group={group} />
        </View>
      </View>
    </View>
  );
}
