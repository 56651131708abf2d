import type { Schemas } from '@/shared/api';

export type Version = Schemas['DocumentVersion'];
export type Place = Schemas['PaperPlace'];

/** The papers as the phone keeps them. */
export interface KeptPapers {
  versions: Version[];
  places: Place[];
  /** Of each version ever seen here, also of those that were replaced: what was signed offline must stay known. */
  templates: Record<string, string>;
  asOf: number;
}

export function keptPapers(current: Schemas['CurrentPapers'], before: KeptPapers | null, now: number): KeptPapers {
  const templates = { ...before?.templates };
  for (const { id, templateKey } of current.versions) templates[id] = templateKey;
  for (const { versions } of current.places) {
    for (const { versionId, templateKey } of versions) templates[versionId] = templateKey;
  }
  return { versions: current.versions, places: current.places, templates, asOf: now };
}

/** The place of a village; someone with a single place has no other. */
export function placeOf(kept: KeptPapers | null, villageId: number | null | undefined): Place | undefined {
  const places = kept?.places ?? [];
  return (
    places.find(({ regionId }) => regionId === villageId) ??
    (villageId == null && places.length === 1 ? places[0] : undefined)
  );
}

/** The version of a template that holds at a place. */
export function versionAt(kept: KeptPapers | null, place: Place | undefined, templateKey: string): Version | undefined {
  const versionId = place?.versions.find((held) => held.templateKey === templateKey)?.versionId;
  return kept?.versions.find(({ id }) => id === versionId);
}
