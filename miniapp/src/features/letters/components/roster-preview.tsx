import { Text, View } from '@tarojs/components';
import { countText } from '@/shared/text';
import { Chip, DataTable, type Column } from '@/shared/ui';
import { useState } from 'react';
import type { RoundDetail } from '../letter.rules';
import type { PastedLine, RosterFaults, RosterField } from '../roster.rules';

interface Line extends PastedLine {
  faults: RosterFaults;
  levelName: string;
}

const HEADS: Record<RosterField, string> = {
  level: '级别',
  name: '姓名',
  position: '职务',
  phone: '电话',
  superior: '上级',
};
const WIDTHS: Record<RosterField, string> = {
  level: '1fr',
  name: '1fr',
  position: '1.2fr',
  phone: '1.2fr',
  superior: '1fr',
};

const shownOf = (line: Line, field: RosterField) =>
  field === 'level' && line.level !== null ? line.levelName : line.written[field];

const COLUMNS: readonly Column<Line>[] = [
  { key: 'row', head: '行', width: '56px', cell: ({ row }) => String(row), sortBy: ({ row }) => row },
  ...(Object.keys(HEADS) as RosterField[]).map((field): Column<Line> => ({
    key: field,
    head: HEADS[field],
    width: WIDTHS[field],
    cell: (line) => <Cell line={line} field={field} />,
    sortBy: (line) => shownOf(line, field) || null,
  })),
];

function Cell({ line, field }: { line: Line; field: RosterField }) {
  const fault = line.faults[field];
  const shown = shownOf(line, field);
  if (!fault) return <Text>{shown}</Text>;
  return (
    <View className="wrapped">
      <Text>{shown || '（空）'}</Text>
      <View className="field-error">{fault}</View>
    </View>
  );
}

interface RosterPreviewProps {
  lines: readonly PastedLine[];
  levels: RoundDetail['levels'];
  faults: ReadonlyMap<number, RosterFaults>;
}

/** The roster as it was read, the wrong lines first. */
export function RosterPreview({ lines, levels, faults }: RosterPreviewProps) {
  const [onlyWrong, setOnlyWrong] = useState(false);
  const names = new Map(levels.map(({ number, name }) => [number, name]));
  const all = lines.map((line, index): Line => ({
    ...line,
    faults: faults.get(index) ?? {},
    levelName: names.get(line.level ?? 0) ?? '',
  }));
  const wrong = all.filter(({ faults: found }) => Object.keys(found).length > 0);
  const right = all.filter(({ faults: found }) => Object.keys(found).length === 0);
  const rows = onlyWrong && wrong.length > 0 ? wrong : [...wrong, ...right];
  return (
    <View className="gap-top">
      <View className="row wrap">
        <Text className="strong">读到 {countText(all.length)} 人</Text>
        {wrong.length > 0 && (
          <Chip tone="late" selected={onlyWrong} onTap={() => setOnlyWrong(!onlyWrong)}>
            只看有问题的 {countText(wrong.length)} 行
          </Chip>
        )}
      </View>
      <DataTable
        label="名单"
        unit="人"
        rows={rows}
        keyOf={({ row }) => String(row)}
        columns={COLUMNS}
        phone={(line) => ({
          title: `${line.row} ${line.written.name || '（没写姓名）'}`,
          detail: (
            <View>
              <View>
                {[
                  line.levelName,
                  line.written.position,
                  line.written.phone,
                  line.written.superior && `上级 ${line.written.superior}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </View>
              {Object.values(line.faults).map((fault) => (
                <View key={fault} className="field-error">
                  {fault}
                </View>
              ))}
            </View>
          ),
        })}
        empty={null}
      />
    </View>
  );
}
