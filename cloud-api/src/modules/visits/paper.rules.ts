import { Permission, permissionsOf, reachesOnlyAssigned, type Role } from '../../common/auth/index.js';

/** A post that somebody holds or held; `revokedAt` in milliseconds, null while it is held. */
export interface HeldPost {
  role: Role;
  path: string;
  revokedAt: number | null;
}

/** A door that is or was somebody's by name. */
export interface HeldDoor {
  doorId: string;
  endedAt: number | null;
}

export interface DoorPlace {
  id: string;
  path: string;
  groupPath: string | null;
}

export interface Held {
  posts: readonly HeldPost[];
  doors: readonly HeldDoor[];
}

/**
 * Whether somebody can have visited the door at that time: a post of theirs reached it, or it was theirs by name.
 * [reading] Only the end of a post is judged. Its beginning in our records is the day the roster came in, which may be long
 * after the work that a paper register tells of.
 */
export function canHaveVisited(door: DoorPlace, at: number, { posts, doors }: Held): boolean {
  const visitors = posts.filter(({ role }) => permissionsOf[role].includes(Permission.VisitWrite));
  return canHaveComeAlong(door, at, { posts: visitors, doors });
}

/** The same of a companion, whose post need not be one that visits. */
export function canHaveComeAlong(door: DoorPlace, at: number, { posts, doors }: Held): boolean {
  const held = posts.filter(({ revokedAt }) => isOn(revokedAt, at));
  const reaches = ({ role, path }: HeldPost) =>
    !reachesOnlyAssigned.has(role) && (door.path.startsWith(path) || (door.groupPath?.startsWith(path) ?? false));
  const isTheirs = doors.some(({ doorId, endedAt }) => doorId === door.id && isOn(endedAt, at));
  return held.some(reaches) || (held.length > 0 && isTheirs);
}

function isOn(end: number | null, at: number): boolean {
  return end === null || end > at;
}
