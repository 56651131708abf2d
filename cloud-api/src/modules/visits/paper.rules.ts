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

/**
 * Whether somebody can have visited the door at that time: a post of theirs reached it, or it was theirs by name.
 * [reading] Only the end of a post is judged. Its beginning in our records is the day the roster came in, which may be long
 * after the work that a paper register tells of.
 */
export function canHaveVisited(
  door: { id: string; path: string; groupPath: string | null },
  at: number,
  { posts, doors }: { posts: readonly HeldPost[]; doors: readonly HeldDoor[] },
): boolean {
  const held = posts.filter(({ role, revokedAt }) => isOn(revokedAt, at) && permissionsOf[role].includes(visiting));
  const reaches = ({ role, path }: HeldPost) =>
    !reachesOnlyAssigned.has(role) && (door.path.startsWith(path) || (door.groupPath?.startsWith(path) ?? false));
  const isTheirs = doors.some(({ doorId, endedAt }) => doorId === door.id && isOn(endedAt, at));
  return held.some(reaches) || (held.length > 0 && isTheirs);
}

const visiting = Permission.VisitWrite;

function isOn(end: number | null, at: number): boolean {
  return end === null || end > at;
}
