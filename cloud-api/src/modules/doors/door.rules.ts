/** Why a door is not among those that must be reached: 空户, 销户, 人户分离. */
export const Exclusion = { Vacant: 'vacant', Deregistered: 'deregistered', Separated: 'separated' } as const;
export type Exclusion = (typeof Exclusion)[keyof typeof Exclusion];

export const ExclusionState = { Requested: 'requested', Approved: 'approved', Rejected: 'rejected' } as const;
export type ExclusionState = (typeof ExclusionState)[keyof typeof ExclusionState];

const adultRecordAge = 14;

/** No record is kept of a child under 14 (PIPL); the month in which they turn 14 is the first in which one may be. */
export function isUnder14(birthMonth: string, today: string): boolean {
  const [year, month] = birthMonth.split('-');
  return `${Number(year) + adultRecordAge}-${month}` > today.slice(0, 7);
}

/** Degrees as stored: whole millionths, about ten centimetres. */
export function toMicrodegrees(degrees: number): number {
  return Math.round(degrees * 1e6);
}

export function toDegrees(microdegrees: number): number {
  return microdegrees / 1e6;
}

/** Ids as they are called now; two that became one person are named once. */
export function renameAll(ids: readonly string[], renamed: ReadonlyMap<string, string>): string[] {
  return [...new Set(ids.map((id) => renamed.get(id) ?? id))];
}
