import { Role } from '../../common/auth/index.js';
import { GroupPlace, type PlanCascade, type PlanGroupKind, type PlanGroupRole, RoleReach } from '../plans/index.js';
import { parentPath } from '../regions/index.js';
import { GroupOrigin, GroupPart } from './dto/chat-group.dto.js';
import { pathsUp } from './group-places.rules.js';

/** A post that is held. */
export interface HeldPost {
  id: string;
  personId: string;
  role: Role;
  path: string;
  /** Held at a unit below another one. */
  belowUnit?: boolean;
}

/** The post of a 班主任 and the class that is theirs by name. */
export interface ClassTeacher {
  classId: string;
  /** Of the school. */
  path: string;
  post: HeldPost;
}

/** A group, with where it is; `id` is whatever the caller knows it by. */
export interface PeopledGroup {
  id: string;
  kindKey: string;
  /** Of its region; a class's is its school's. */
  path: string;
  classId: string | null;
}

export interface GroupMember {
  groupId: string;
  personId: string;
  part: GroupPart;
  label: string;
  postId: string | null;
}

/** A line of a group as it is stored. */
export interface StoredMember extends GroupMember {
  origin: GroupOrigin;
}

/**
 * Who belongs to groups by the plan and the posts. Pushers and supervisors are members by that alone, so a line as a member is only
 * for those who are neither, hand changes taken into account. Somebody named twice for a part has the first label.
 */
export function ruledMembers(
  cascade: PlanCascade,
  groups: readonly PeopledGroup[],
  held: HeldPosts,
  stored: readonly StoredMember[],
): GroupMember[] {
  const kinds = new Map(cascade.groupKinds.map((kind) => [kind.key, kind]));
  const byHand = new Map(
    stored.filter(({ origin }) => origin !== GroupOrigin.Rule).map((line) => [keyOf(line), line.origin]),
  );
  return groups.flatMap((group) => {
    const kind = kinds.get(group.kindKey);
    return kind ? membersOf(kind, group, held, byHand) : [];
  });
}

function membersOf(
  kind: PlanGroupKind,
  group: PeopledGroup,
  held: HeldPosts,
  byHand: ReadonlyMap<string, GroupOrigin>,
): GroupMember[] {
  const named = (part: GroupPart, roles: readonly PlanGroupRole[]) => {
    const people = new Map<string, GroupMember>();
    for (const role of roles) {
      for (const { id, personId } of held.of(role, group, kind.place)) {
        if (!people.has(personId)) {
          people.set(personId, { groupId: group.id, personId, part, label: role.name, postId: id });
        }
      }
    }
    return [...people.values()];
  };
  const leading = [...named(GroupPart.Pusher, kind.pushers), ...named(GroupPart.Supervisor, kind.supervisors)];
  const leads = new Set(
    leading.filter((line) => byHand.get(keyOf(line)) !== GroupOrigin.Removed).map(({ personId }) => personId),
  );
  const isAdded = (personId: string, part: GroupPart) =>
    byHand.get(keyOf({ groupId: group.id, personId, part })) === GroupOrigin.Added;
  const members = named(GroupPart.Member, kind.members).filter(
    ({ personId }) =>
      !leads.has(personId) && !isAdded(personId, GroupPart.Pusher) && !isAdded(personId, GroupPart.Supervisor),
  );
  return [...leading, ...members];
}

/** The posts of a plan's places and of the places above, found by role. */
export class HeldPosts {
  private readonly byRole = new Map<Role, Map<string, HeldPost[]>>();

  constructor(
    posts: readonly HeldPost[],
    private readonly teachers: readonly ClassTeacher[],
  ) {
    for (const post of posts) {
      const places = this.byRole.get(post.role) ?? new Map<string, HeldPost[]>();
      places.set(post.path, [...(places.get(post.path) ?? []), post]);
      this.byRole.set(post.role, places);
    }
  }

  of({ role, reach }: PlanGroupRole, { path, classId }: PeopledGroup, place: GroupPlace): HeldPost[] {
    if (role === null) return [];
    if (classId !== null && role === Role.Teacher) return this.teachersOf((one) => one.classId === classId);
    const places = this.byRole.get(role);
    const own = places ? reached(places, path, reach) : [];
    // A 班主任 whose post stands in the village belongs to the school of their class all the same.
    const isTeacherOfSchool = role === Role.Teacher && place === GroupPlace.School;
    return isTeacherOfSchool ? [...own, ...this.teachersOf((one) => one.path === path)] : own;
  }

  private teachersOf(isMeant: (teacher: ClassTeacher) => boolean): HeldPost[] {
    return this.teachers.filter(isMeant).map(({ post }) => post);
  }
}

function reached(places: ReadonlyMap<string, HeldPost[]>, path: string, reach: RoleReach): HeldPost[] {
  if (reach === RoleReach.Here) return places.get(path) ?? [];
  if (reach === RoleReach.Below) {
    const below = [...places].filter(([at]) => at !== path && at.startsWith(path)).flatMap(([, posts]) => posts);
    // What hangs below a unit is that unit's own affair.
    return below.filter((post) => !post.belowUnit || parentPath(post.path) === path);
  }
  const nearest = pathsUp(path).find((at) => places.has(at));
  return nearest === undefined ? [] : places.get(nearest)!;
}

/** What has to be written so that the stored lines are those of the rule, with what was changed by hand kept. */
export interface MemberChanges {
  write: StoredMember[];
  remove: StoredMember[];
}

/** A line changed by hand follows the rule's post, so that it is known whether the rule names the person too. */
export function memberChanges(ruled: readonly GroupMember[], stored: readonly StoredMember[]): MemberChanges {
  const known = new Map(stored.map((line) => [keyOf(line), line]));
  const wanted = new Set(ruled.map(keyOf));
  const write = ruled.flatMap((line) => {
    const there = known.get(keyOf(line));
    const next = { ...line, origin: there?.origin ?? GroupOrigin.Rule };
    return there && there.label === next.label && there.postId === next.postId ? [] : [next];
  });
  const gone = stored.filter((line) => !wanted.has(keyOf(line)));
  const released = gone
    .filter(({ origin, postId }) => origin !== GroupOrigin.Rule && postId !== null)
    .map((line) => ({ ...line, postId: null }));
  return { write: [...write, ...released], remove: gone.filter(({ origin }) => origin === GroupOrigin.Rule) };
}

export function keyOf({ groupId, personId, part }: Pick<GroupMember, 'groupId' | 'personId' | 'part'>): string {
  return `${groupId} ${personId} ${part}`;
}
