import { UNIT_KINDS, type RegionLevel, type UnitKind } from '@/shared/text';
import { SelectField, TEST_IDS } from '@/shared/ui';
import { unitKindsBelow } from '../region.rules';

interface UnitKindFieldProps {
  /** The level of what the unit hangs below. */
  parent: RegionLevel | undefined;
  value: UnitKind | null;
  asked: boolean;
  onChange(kind: UnitKind): void;
}

/** What a unit is decides which groups and duties it has. */
export function UnitKindField({ parent, value, asked, onChange }: UnitKindFieldProps) {
  return (
    <SelectField
      id={TEST_IDS.unitKind}
      label="是什么单位"
      choices={unitKindsBelow(parent).map((kind) => ({ value: kind, name: UNIT_KINDS[kind] }))}
      value={value}
      error={asked && value === null ? '请选一个' : undefined}
      onChange={onChange}
    />
  );
}
