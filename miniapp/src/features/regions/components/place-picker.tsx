import { useEffect } from 'react';
import type { Schemas } from '@/shared/api';
import { leadsTo, REGION_LEVELS, type RegionLevel } from '@/shared/text';
import { SelectField, TEST_IDS } from '@/shared/ui';
import { useChildren } from '../regions.queries';

type Region = Schemas['Region'];

interface PlacePickerProps {
  /** Of the first list. */
  label: string;
  /** What was chosen so far, from where the person's reach begins downwards. */
  chosen: readonly Region[];
  onChange(chosen: readonly Region[]): void;
  /** The levels of what is looked for. */
  wanted: readonly RegionLevel[];
  error?: string;
}

/** From where the person's reach begins down to a place, one list for each level. */
export function PlacePicker(props: PlacePickerProps) {
  return (
    <>
      <LevelField {...props} depth={0} />
      {props.chosen.map((region, index) => (
        <LevelField key={region.id} {...props} parent={region} depth={index + 1} />
      ))}
    </>
  );
}

/** Whether there is anything to pick: not where the reach is one place with nothing of the kind below it. */
export function useHasPlaces(wanted: readonly RegionLevel[]): boolean {
  const leading = (query: ReturnType<typeof useChildren>) =>
    (query.data?.value.items ?? []).filter(({ level }) => leadsTo(level, wanted));
  const tops = leading(useChildren());
  const only = tops.length === 1 ? tops[0] : undefined;
  const below = leading(useChildren(only?.id, { enabled: only !== undefined }));
  return only ? below.length > 0 : tops.length > 0;
}

/** What was picked, once it is of a level that is looked for. */
export function pickedPlace(chosen: readonly Region[], wanted: readonly RegionLevel[]): Region | undefined {
  const last = chosen[chosen.length - 1];
  return last && wanted.includes(last.level) ? last : undefined;
}

const NO_FURTHER = 'here';

interface LevelFieldProps extends PlacePickerProps {
  parent?: Region;
  depth: number;
}

function LevelField({ label, chosen, onChange, wanted, error, parent, depth }: LevelFieldProps) {
  const query = useChildren(parent?.id);
  const regions = (query.data?.value.items ?? []).filter(({ level }) => leadsTo(level, wanted));
  const pick = (region: Region | undefined) => onChange([...chosen.slice(0, depth), ...(region ? [region] : [])]);
  const only = depth === 0 && regions.length === 1 ? regions[0] : undefined;
  // Where there is nothing to choose, nothing is asked.
  useEffect(() => {
    if (only && chosen.length === 0) pick(only);
  }, [only?.id]);

  const [first] = regions;
  if (!first || only) return null;
  const mayStop = parent !== undefined && wanted.includes(parent.level);
  const current = chosen[depth];
  return (
    <SelectField
      id={TEST_IDS.place(first.level)}
      label={depth === 0 ? label : levelNames(regions)}
      choices={[
        ...(mayStop ? [{ value: NO_FURTHER, name: `整个${parent.name}` }] : []),
        ...regions.map(({ id, name }) => ({ value: String(id), name })),
      ]}
      value={current ? String(current.id) : mayStop ? NO_FURTHER : null}
      error={depth >= chosen.length - 1 ? error : undefined}
      onChange={(id) => pick(regions.find((region) => String(region.id) === id))}
    />
  );
}

function levelNames(regions: readonly Region[]): string {
  return [...new Set(regions.map(({ level }) => REGION_LEVELS[level]))].join('、');
}
