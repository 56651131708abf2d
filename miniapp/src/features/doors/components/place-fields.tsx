import { SelectField, TEST_IDS } from '@/shared/ui';
import { useDoorStore } from '../doors.store';

interface PlaceFieldsProps {
  gridId: number | null;
  groupId: number | null;
  error?: string;
  onChange(place: { gridId: number; groupId: number | null }): void;
}

const NO_GROUP = 'none';

/** The grid a door lies in, and the 村民小组 it belongs to within the same village. */
export function PlaceFields({ gridId, groupId, error, onChange }: PlaceFieldsProps) {
  const grids = useDoorStore((store) => store.grids);
  const groups = useDoorStore((store) => store.groups);
  const village = grids.find(({ id }) => id === gridId)?.villageId;
  const villageGroups = groups.filter((group) => group.villageId === village);
  return (
    <>
      <SelectField
        id={TEST_IDS.doorGrid}
        label="网格"
        placeholder="选择网格"
        choices={grids.map(({ id, name, villageName }) => ({ value: String(id), name: `${villageName} · ${name}` }))}
        value={gridId === null ? null : String(gridId)}
        error={error}
        onChange={(id) => onChange({ gridId: Number(id), groupId: null })}
      />
      {gridId !== null && villageGroups.length > 0 && (
        <SelectField
          label="村民小组"
          choices={[
            { value: NO_GROUP, name: '不清楚' },
            ...villageGroups.map(({ id, name }) => ({ value: String(id), name })),
          ]}
          value={groupId === null ? NO_GROUP : String(groupId)}
          onChange={(id) => onChange({ gridId, groupId: id === NO_GROUP ? null : Number(id) })}
        />
      )}
    </>
  );
}
