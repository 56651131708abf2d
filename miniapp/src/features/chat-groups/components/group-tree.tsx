import { Text, View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { levelText } from '@/shared/cascade';
import { classNames, Empty, MoreRows, TEST_IDS, TreeRow, useShownRows } from '@/shared/ui';
import { foldedAtFirst, treeRows, type Group, type GroupRow } from '../group.rules';
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
    (): GroupRow[] => (flat ? groups.map((group) => ({ group, depth: 0, below: 0 })) : treeRows(groups, folded)),
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
      <MoreRows count={hiddenCount} unit="个群" onTap={showMore} />
    </View>
  );
}

interface RowProps extends GroupRow {
  flat: boolean;
  unfolded: boolean;
  onFold(): void;
  onOpen(): void;
}

function Row({ group, depth, below, flat, unfolded, onFold, onOpen }: RowProps) {
  return (
    <TreeRow
      id={TEST_IDS.groupRow(group.id)}
      className="group-row"
      depth={depth}
      indent={INDENT}
      flat={flat}
      fold={below > 0 ? { what: `${group.name}下面的群`, unfolded, onFold } : undefined}
      onOpen={onOpen}
    >
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
    </TreeRow>
  );
}
