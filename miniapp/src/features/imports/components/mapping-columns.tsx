import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { choicesOf } from '@/shared/text';
import { classNames, SelectField, TEST_IDS } from '@/shared/ui';
import { FIELD_HINTS, faultText, IMPORT_FIELDS, type ImportKind } from '../import-words';
import { columnName, type Mapping } from '../import.rules';

const UNUSED = 'unused';

interface MappingColumnsProps {
  kind: ImportKind;
  columns: readonly Schemas['SheetColumn'][];
  mapping: Mapping;
  faults: ReadonlyMap<number, string>;
  onField(column: number, field: string | null): void;
}

/** The file's columns with their first cells, and above each what it means. */
export function MappingColumns({ kind, columns, mapping, faults, onField }: MappingColumnsProps) {
  const choices = [{ value: UNUSED, name: '不导入' }, ...choicesOf(IMPORT_FIELDS[kind])];
  const fieldOf = new Map(mapping.columns.map(({ column, field }) => [column, field]));
  const hasHeads = mapping.headerRow > 0;
  return (
    <View className="columns">
      {columns.map(({ column, head, samples }) => {
        const field = fieldOf.get(column);
        const fault = faults.get(column);
        const name = (hasHeads && head) || '（没有列名）';
        return (
          <View key={column} className={classNames('column', field === undefined && 'unused')}>
            <SelectField
              id={TEST_IDS.columnField(column)}
              label={`${columnName(column)} 列 ${name}`}
              choices={choices}
              value={field ?? UNUSED}
              error={fault && faultText(fault)}
              onChange={(value) => onField(column, value === UNUSED ? null : value)}
            />
            {field !== undefined && FIELD_HINTS[field] && <View className="column-hint">{FIELD_HINTS[field]}</View>}
            <View className="column-samples">
              {samples.length === 0 && <View className="column-sample">（空）</View>}
              {samples.map((sample, index) => (
                <View key={index} className="column-sample" {...{ title: sample }}>
                  {sample}
                </View>
              ))}
            </View>
          </View>
        );
      })}
    </View>
  );
}
