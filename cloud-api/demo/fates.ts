import type { Chance } from './chance.js';

/** What became of a door by today. */
export const Fate = {
  Covered: 'covered',
  /** Nobody was at home the first time. */
  CoveredLater: 'covered_later',
  /** Counted only after the visitor corrected what they had logged. */
  CoveredByCorrection: 'covered_by_correction',
  Never: 'never',
  Nobody: 'nobody',
  Refused: 'refused',
  Away: 'away',
  LeafletOnly: 'leaflet_only',
  Excluded: 'excluded',
  ExclusionRequested: 'exclusion_requested',
} as const;
export type Fate = (typeof Fate)[keyof typeof Fate];

/** Why doors stay open, as often as they do. */
const openFates: readonly Fate[] = [
  ...Array<Fate>(34).fill(Fate.Never),
  ...Array<Fate>(27).fill(Fate.Nobody),
  ...Array<Fate>(22).fill(Fate.Away),
  ...Array<Fate>(9).fill(Fate.Refused),
  ...Array<Fate>(8).fill(Fate.LeafletOnly),
];

export interface GridStanding {
  /** Doors that must be reached, those found at the door included. */
  doors: number;
  coveredShare: number;
  excluded: number;
  foundAtDoor: number;
}

/** How many doors the household book brings: those found at the door are not in it, the excluded ones are. */
export function doorsInBook({ doors, excluded, foundAtDoor }: GridStanding): number {
  return doors + excluded - foundAtDoor;
}

/** A fate for each of so many doors, in no order. */
export function fatesOf(standing: GridStanding, chance: Chance): Fate[] {
  const { doors, excluded } = standing;
  const covered = Math.round(doors * standing.coveredShare);
  const open = doorsInBook(standing) - excluded - covered;
  return chance.shuffled([
    ...Array.from({ length: covered }, () => (chance.happens(0.2) ? Fate.CoveredLater : Fate.Covered)),
    ...Array.from({ length: open }, () => chance.pick(openFates)),
    ...Array.from({ length: excluded }, () => Fate.Excluded),
  ]);
}
