import { View } from '@tarojs/components';
import { useState } from 'react';
import { ApiError, errorSentence } from '@/shared/api';
import { choicesOf, countText } from '@/shared/text';
import { Button, Card, ConfirmButton, Notice, SelectField, Sub, Tap, TEST_IDS, Checkbox } from '@/shared/ui';
import { failureText, faultText, LAYOUTS } from '../import-words';
import { useCancel, useCheck } from '../imports.queries';
import { mappingFaults, withField, withSheets, type Import, type Mapping } from '../import.rules';
import { MappingColumns } from './mapping-columns';

interface MappingStepProps {
  record: Import;
  mapping: Mapping;
  /** Back to what was found with the mapping as it was; absent before the first check. */
  onLeave?(): void;
}

/** What the file's columns mean: suggested, corrected by the person. */
export function MappingStep({ record, mapping: suggested, onLeave }: MappingStepProps) {
  const [mapping, setMapping] = useState(suggested);
  const check = useCheck(record.id);
  const cancel = useCancel(record.id);
  const refusal = check.error instanceof ApiError && check.error.is('validation_failed') ? check.error.problem : null;
  const faults = mappingFaults(check.variables ?? mapping, refusal?.errors ?? []);
  const sheet = record.sheets.find(({ index }) => index === mapping.sheets[0]) ?? record.sheets[0];
  const change = (next: Mapping) => {
    check.reset();
    setMapping(next);
  };
  return (
    <>
      {record.error !== null && <Notice tone="wait">{failureText(record.error)}</Notice>}
      <Card title="这份表怎么读">
        <View className="filters">
          {record.kind === 'household_book' && (
            <SelectField
              first
              id={TEST_IDS.layout}
              label="表里怎么写的"
              choices={choicesOf(LAYOUTS)}
              value={mapping.layout}
              onChange={(layout) => change({ ...mapping, layout })}
            />
          )}
          <HeaderRow mapping={mapping} onChange={change} />
        </View>
        {record.sheets.length > 1 && <Sheets record={record} mapping={mapping} onChange={change} />}
      </Card>
      <Card
        title="每一列是什么"
        aside={<Sub>{mapping.columns.length} 列要导入，认错了就改</Sub>}
        id={TEST_IDS.mappingColumns}
      >
        {sheet && (
          <MappingColumns
            kind={record.kind}
            columns={sheet.columns}
            mapping={mapping}
            faults={faults.columns}
            onField={(column, field) => change(withField(mapping, column, field))}
          />
        )}
      </Card>
      {faults.rules.map((rule) => (
        <Notice key={rule} tone="late">
          {faultText(rule)}
        </Notice>
      ))}
      {refusal && faults.rules.length === 0 && <Notice tone="late">标红的列要改一下，再核对。</Notice>}
      {check.isError && !refusal && <Notice tone="late">{errorSentence(check.error)}</Notice>}
      {cancel.isError && <Notice tone="late">{errorSentence(cancel.error)}</Notice>}
      <View className="stack side-buttons">
        <Button
          id={TEST_IDS.checkImport}
          busy={check.isPending}
          disabled={mapping.sheets.length === 0}
          onTap={() => check.mutate(mapping)}
        >
          开始核对
        </Button>
        {onLeave ? (
          <Button tone="ghost" onTap={onLeave}>
            不改了
          </Button>
        ) : (
          <ConfirmButton
            id={TEST_IDS.stopImport}
            name="不导这份了"
            question="这份文件就不导了，什么都不会写入。"
            busy={cancel.isPending}
            onConfirm={() => cancel.mutate(undefined)}
          />
        )}
      </View>
    </>
  );
}

interface PartProps {
  mapping: Mapping;
  onChange(mapping: Mapping): void;
}

const ROWS_OFFERED = 20;

function HeaderRow({ mapping, onChange }: PartProps) {
  const most = Math.max(ROWS_OFFERED, mapping.headerRow);
  const rows = Array.from({ length: most }, (_, index) => ({ value: String(index + 1), name: `第 ${index + 1} 行` }));
  return (
    <SelectField
      id={TEST_IDS.headerRow}
      label="列名在哪一行"
      choices={[{ value: '0', name: '没有列名' }, ...rows]}
      value={String(mapping.headerRow)}
      onChange={(row) => onChange({ ...mapping, headerRow: Number(row) })}
    />
  );
}

function Sheets({ record, mapping, onChange }: PartProps & { record: Import }) {
  const toggle = (index: number) => {
    const has = mapping.sheets.includes(index);
    const sheets = has ? mapping.sheets.filter((each) => each !== index) : [...mapping.sheets, index];
    onChange(withSheets(mapping, sheets, record.sheets));
  };
  return (
    <View className="gap-top">
      <View className="field-label">导入哪几张工作表（列要一样）</View>
      <View className="row wrap">
        {record.sheets.map(({ index, name, rows }) => {
          const on = mapping.sheets.includes(index);
          return (
            <Tap
              key={index}
              id={TEST_IDS.sheet(index)}
              className="sheet"
              role="checkbox"
              checked={on}
              label={name}
              onTap={() => toggle(index)}
            >
              <Checkbox on={on} />
              <View className="clip">{name}</View>
              <Sub>{rows === null ? '' : `${countText(rows)} 行`}</Sub>
            </Tap>
          );
        })}
      </View>
      {mapping.sheets.length === 0 && <Notice tone="late">至少选一张工作表。</Notice>}
    </View>
  );
}
