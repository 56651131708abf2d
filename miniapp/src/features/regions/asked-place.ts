import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, type Schemas } from '@/shared/api';
import { usePageQuery } from '@/shared/platform';
import type { RegionLevel } from '@/shared/text';

type Region = Schemas['Region'];

/** The regions from where the person's reach begins down to one. */
async function trailTo(id: number, signal: AbortSignal): Promise<Region[]> {
  const [{ path }, { items: roots }] = await Promise.all([
    call('get', '/regions/{id}', { path: { id } }, { signal }),
    call('get', '/regions', {}, { signal }),
  ]);
  const start = path.findIndex((step) => roots.some((root) => root.id === step.id));
  const steps = path.slice(Math.max(0, start));
  return Promise.all(steps.map((step) => call('get', '/regions/{id}', { path: { id: step.id } }, { signal })));
}

/** What is chosen in a `PlacePicker`, beginning with the place that the page was opened for (`regionId`), if any. */
export function useAskedPlace(wanted: readonly RegionLevel[]) {
  const asked = Number(usePageQuery().regionId);
  const trail = useQuery({
    queryKey: ['regions', 'trail', asked],
    queryFn: ({ signal }) => trailTo(asked, signal),
    enabled: Number.isInteger(asked),
  });
  const [chosen, setChosen] = useState<readonly Region[]>();
  const found = trail.data ?? [];
  const last = found.map(({ level }) => wanted.includes(level)).lastIndexOf(true);
  return {
    places: chosen ?? found.slice(0, last + 1),
    choose: setChosen,
    /** Until then a picker would begin at the top. */
    ready: !trail.isLoading,
  };
}
