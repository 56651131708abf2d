import { Role } from '../../common/auth/index.js';

export const passwordMinLength = 10;
const failuresBeforeLock = 5;
const lockMs = 15 * 60_000;

/** National number of a mainland mobile phone, or null: spaces, dashes, +86 and full-width digits are forgiven. */
export function normalisePhone(typed: string): string | null {
  const ascii = typed.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const digits = ascii.replace(/[\s\-()（）－]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null;
}

/** Until when so many wrong passwords in a row lock an account: every fifth does, for a quarter of an hour. */
export function lockAfter(failures: number, now: number): number | null {
  return failures % failuresBeforeLock === 0 ? now + lockMs : null;
}

const levelsOfRole: Record<Role, readonly string[]> = {
  county_office: ['county', 'city'],
  township_chief: ['township'],
  township_leader: ['township'],
  township_office: ['township'],
  police_chief: ['county', 'township'],
  police: ['county', 'township', 'village'],
  auxiliary_police: ['township', 'village', 'grid'],
  village_head: ['village'],
  grid_chief: ['village', 'grid'],
  grid_worker: ['grid'],
  group_leader: ['group'],
  school_head: ['unit'],
  teacher: ['village', 'unit', 'grid'],
  unit_head: ['unit'],
  unit_deputy: ['unit'],
  section_head: ['unit'],
  liaison: ['village', 'unit'],
};

/** A role belongs to levels of the tree: nobody is 网格员 of a county. */
export function roleFitsLevel(role: Role, level: string): boolean {
  return levelsOfRole[role].includes(level);
}

const lifetimeMs = { wechat: 90 * 86_400_000, office: 12 * 3_600_000, demo: 7 * 86_400_000 } as const;
const officeIdleMs = 30 * 60_000;
export type SessionKind = keyof typeof lifetimeMs;

export function sessionEnd(kind: SessionKind, now: number): number {
  return now + lifetimeMs[kind];
}

/** An office session also ends half an hour after it was last used. */
export function sessionIsOver(
  session: { kind: SessionKind; expiresAt: number; lastSeenAt: number },
  now: number,
): boolean {
  return now >= session.expiresAt || (session.kind === 'office' && now - session.lastSeenAt >= officeIdleMs);
}

const seenEveryMs: Record<SessionKind, number> = { office: 60_000, wechat: 86_400_000, demo: 86_400_000 };

/** Whether it is to be written down that the session was used: an office's ends when it is idle, of others the day is enough. */
export function isSeenAnew({ kind, lastSeenAt }: { kind: SessionKind; lastSeenAt: number }, now: number): boolean {
  return now - lastSeenAt > seenEveryMs[kind];
}
