import { View } from '@tarojs/components';
import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { countText } from '@/shared/text';
import { Card, type Column, DataTable, Empty, Loaded, MoreRows, Notice, Sub, useShownRows } from '@/shared/ui';
import { changeName, IMPORT_KINDS, type ImportKind } from '../import-words';
import { useChanges, useDecide, type Found } from '../imports.queries';
import { decided, rowText, takenValues, valueText, type ChangedRecord } from '../import.rules';
import { ConflictCard } from './conflict-card';

type Action = 'add' | 'update' | 'conflict' | 'absent';

const TITLES: Record<Action, { title: string; remark: string }> = {
  add: { title: '新增', remark: '这里还没有，导入后加上' },
  update: { title: '更新', remark: '照新名单改' },
  conflict: { title: '冲突', remark: '上门改过，新户册又写得不一样；不选就留现在的' },
  absent: { title: '新名单里没有', remark: '什么都不动。真的搬走、离任了，再单独办' },
};

const LABEL: Column<ChangedRecord> = {
  key: 'label',
  head: '谁',
  width: '1.2fr',
  cell: ({ label }) => label,
  sortBy: ({ label }) => label,
};
const PLACE: Column<ChangedRecord> = {
  key: 'place',
  head: '哪里',
  width: '1.6fr',
  cell: ({ place }) => place,
  sortBy: ({ place }) => place,
};
const ROW: Column<ChangedRecord> = {
  key: 'row',
  head: '行',
  width: '90px',
  cell: rowText,
  sortBy: ({ firstRow }) => firstRow,
};
const CHANGES: Column<ChangedRecord> = {
  key: 'changes',
  head: '改什么',
  width: '2.2fr',
  cell: (record) => <View className="wrapped">{changesText(record)}</View>,
};

function changesText(record: ChangedRecord): string {
  return takenValues(record)
    .map((value) => {
      const { field, here, book } = value;
      if (field === 'members') return `${book === null ? '去掉' : '加上'}${value.person ?? book ?? here}`;
      if (here === null) return `${changeName(value)}：${valueText(field, book)}`;
      return `${changeName(value)}：${valueText(field, here)} → ${valueText(field, book)}`;
    })
    .join('；');
}

const COLUMNS: Record<Exclude<Action, 'conflict'>, readonly Column<ChangedRecord>[]> = {
  add: [ROW, LABEL, PLACE],
  update: [ROW, LABEL, PLACE, CHANGES],
  absent: [LABEL, PLACE],
};

/** A new household is what its rows say; a new person or class has posts, phones and numbers to look at. */
function columnsOf(action: Exclude<Action, 'conflict'>, kind: ImportKind): readonly Column<ChangedRecord>[] {
  return action === 'add' && kind !== 'household_book' ? COLUMNS.update : COLUMNS[action];
}

interface ChangeListProps {
  importId: string;
  kind: ImportKind;
  action: Action;
}

/** The records of a file that are new, changed, contradicted or missing. */
export function ChangeList({ importId, kind, action }: ChangeListProps) {
  const query = useChanges(importId, action);
  const { title, remark } = TITLES[action];
  const { unit } = IMPORT_KINDS[kind];
  return (
    <Loaded query={query} cards={1}>
      {(found) => (
        <>
          {action === 'conflict' ? (
            <Card title={title} aside={<Sub>{remark}</Sub>}>
              <Rest found={found} unit={unit} />
              <Sub>
                一共 {countText(found.total)} {unit}，一户一户地选。选了还可以再改。
              </Sub>
            </Card>
          ) : (
            <Card title={title} aside={<Sub>{remark}</Sub>}>
              <Rest found={found} unit={unit} />
              <DataTable
                label={title}
                unit={unit}
                rows={found.items}
                keyOf={({ id }) => id}
                columns={columnsOf(action, kind)}
                phone={(record) => ({
                  title: record.label,
                  detail: [record.place, rowText(record) && `第 ${rowText(record)} 行`, changesText(record)]
                    .filter(Boolean)
                    .join(' · '),
                })}
                empty={<Empty title="没有" />}
              />
            </Card>
          )}
          <Decisions
            key={action}
            importId={importId}
            records={found.items.filter(({ values }) => values.some(({ conflict }) => conflict))}
            unit={unit}
          />
        </>
      )}
    </Loaded>
  );
}

function Rest({ found: { items, total }, unit }: { found: Found<ChangedRecord>; unit: string }) {
  if (items.length >= total) return null;
  return (
    <Notice tone="wait">
      一共 {countText(total)} {unit}，这里列出前 {countText(items.length)} {unit}。
    </Notice>
  );
}

/** What is decided stays on the screen, so that one sees what one chose. */
function Decisions({ importId, records, unit }: { importId: string; records: readonly ChangedRecord[]; unit: string }) {
  const [changed, setChanged] = useState<ReadonlyMap<string, ChangedRecord>>(new Map());
  const decide = useDecide(importId);
  const { shownRows, hiddenCount, showMore } = useShownRows(records);
  const about = decide.variables?.record.id;
  return (
    <>
      {shownRows.map((original) => {
        const record = changed.get(original.id) ?? original;
        return (
          <ConflictCard
            key={record.id}
            record={record}
            deciding={{
              isPending: decide.isPending && about === record.id,
              isError: decide.isError && about === record.id,
              error: decide.error,
            }}
            onDecide={(take, key) =>
              mutateThen(decide, { record, take, key }, () =>
                setChanged((before) => new Map(before).set(record.id, decided(record, take, key))),
              )
            }
          />
        );
      })}
      <MoreRows count={hiddenCount} unit={unit} onTap={showMore} />
    </>
  );
}
