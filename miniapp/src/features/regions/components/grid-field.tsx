import { SelectField, TEST_IDS } from '@/shared/ui';
import { useChildren } from '../regions.queries';

interface GridFieldProps {
  villageId: number | null | undefined;
  gridId: number | null;
  label?: string;
  onChange(gridId: number): void;
}

/** One of the open grids of a village; nothing to ask where there is only one. */
export function GridField({ villageId, gridId, label = '网格', onChange }: GridFieldProps) {
  const query = useChildren(villageId ?? undefined, { enabled: typeof villageId === 'number' });
  const grids = (query.data?.value.items ?? []).filter(({ level, closedOn }) => level === 'grid' && closedOn === null);
  if (grids.length < 2) return null;
  return (
    <SelectField
      id={TEST_IDS.doorGrid}
      label={label}
      choices={grids.map(({ id, name }) => ({ value: String(id), name }))}
      value={gridId === null ? null : String(gridId)}
      onChange={(id) => onChange(Number(id))}
    />
  );
}
