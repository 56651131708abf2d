import type { Role } from '../../common/auth/index.js';
import type { PlanCascade } from '../plans/index.js';

/** What moves groups or the people in them. */
const ofPlans = ['plan.started', 'plan.edited', 'plan.cancelled'];
const ofPosts = ['post.granted', 'post.revoked', 'person.created'];
const ofPlaces = ['region.created', 'region.closed', 'region.moved', 'region.renamed', 'region.unit_kind_changed'];
const ofClasses = ['class.registered', 'class.changed', 'door.assigned', 'door.unassigned'];
export const followed: readonly string[] = [...ofPlans, ...ofPosts, ...ofPlaces, ...ofClasses];

/** An event with its facts, as it was recorded. */
export interface RecordedEvent {
  id: string;
  type: string;
  regionId: number | null;
  facts: Record<string, unknown>;
}

interface PostFacts {
  role: Role;
  regionId: number;
}

/** The regions that the event is about; null where it may be about any. Doors that are no classes are about none. */
export function regionsOf(event: RecordedEvent, schoolOfClass: ReadonlyMap<string, number>): number[] | null {
  // A region that went elsewhere may have lain in any plan.
  if (event.type === 'region.moved' || event.type === 'region.closed') return null;
  if (event.type === 'person.created') return postsIn(event).map(({ regionId }) => regionId);
  if (event.type.startsWith('door.')) return doorsIn(event).flatMap((id) => schoolOfClass.get(id) ?? []);
  return event.regionId === null ? null : [event.regionId];
}

export function doorsIn({ type, facts }: RecordedEvent): string[] {
  return type.startsWith('door.') && Array.isArray(facts.doors) ? (facts.doors as string[]) : [];
}

interface ConcernedPlan {
  id: string;
  regionPath: string;
  document: { cascade: PlanCascade | null };
}

/** Whether the event may move the plan's groups: it happened around them, and a post is of a role that they have. */
export function concerns(event: RecordedEvent, paths: readonly string[] | null, plan: ConcernedPlan): boolean {
  if (ofPlans.includes(event.type)) return event.facts.planId === plan.id;
  const isAround = (path: string) => path.startsWith(plan.regionPath) || plan.regionPath.startsWith(path);
  if (paths !== null && !paths.some(isAround)) return false;
  if (!ofPosts.includes(event.type)) return true;
  const roles = rolesIn(plan.document.cascade);
  return postsIn(event).some(({ role }) => roles.has(role));
}

function postsIn({ facts, regionId }: RecordedEvent): PostFacts[] {
  if (Array.isArray(facts.posts)) return facts.posts as PostFacts[];
  return typeof facts.role === 'string' ? [{ role: facts.role as Role, regionId: regionId ?? 0 }] : [];
}

/** The roles whose posts make somebody one of a group. */
export function rolesIn(cascade: PlanCascade | null): Set<Role> {
  const kinds = cascade?.groupKinds ?? [];
  const named = kinds.flatMap(({ pushers, supervisors, members }) => [...pushers, ...supervisors, ...members]);
  return new Set(named.flatMap(({ role }) => role ?? []));
}
