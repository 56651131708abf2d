import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Role } from '../../common/auth/index.js';
import { loadPresets, type PlanCascade } from '../plans/index.js';
import type { Level } from '../regions/index.js';
import { GroupOrigin, GroupPart } from './dto/chat-group.dto.js';
import {
  type ClassTeacher,
  type GroupMember,
  HeldPosts,
  type HeldPost,
  keyOf,
  memberChanges,
  type PeopledGroup,
  ruledMembers,
  type StoredMember,
} from './group-people.rules.js';
import { type DesiredGroup, desiredGroups, groupKey, type PlaceClass, type PlaceRegion } from './group-places.rules.js';

const cascadeOf = (preset: string): PlanCascade => loadPresets().get(preset)!.cascade!;
const presets = ['manghe', 'jingxian', 'qiaomu'].map(cascadeOf);

interface Town {
  regions: PlaceRegion[];
  classes: PlaceClass[];
  posts: HeldPost[];
  teachers: ClassTeacher[];
}

const roles: Record<string, Role[]> = {
  township: ['township_office', 'township_chief', 'township_leader', 'police_chief', 'police'],
  village: ['village_head', 'police', 'auxiliary_police', 'grid_chief'],
  group: ['group_leader'],
  unit: ['unit_head', 'unit_deputy', 'section_head', 'school_head', 'teacher', 'liaison'],
};

/** A town with villages, 村民小组, schools with classes, units and what is below them, and posts anywhere. */
const towns: fc.Arbitrary<Town> = fc
  .record({
    villages: fc.array(fc.nat(3), { maxLength: 4 }),
    units: fc.array(fc.record({ isSchool: fc.boolean(), below: fc.nat(2), classes: fc.nat(2) }), { maxLength: 4 }),
    holders: fc.array(fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(6)), { maxLength: 30 }),
    taught: fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { maxLength: 5 }),
  })
  .map(({ villages, units, holders, taught }) => {
    const regions: PlaceRegion[] = [];
    const add = (parent: PlaceRegion | null, level: Level, unitKind: string | null = null) => {
      const id = regions.length + 1;
      const region = { id, path: `${parent?.path ?? '/'}${id}/`, level, name: `${level}${id}`, unitKind };
      regions.push(region);
      return region;
    };
    const town = add(null, 'township');
    for (const groups of villages) {
      const village = add(town, 'village');
      for (let index = 0; index < groups; index += 1) add(village, 'group');
    }
    const classes: PlaceClass[] = [];
    for (const { isSchool, below, classes: many } of units) {
      const unit = add(town, 'unit', isSchool ? 'school' : 'department');
      for (let index = 0; !isSchool && index < below; index += 1) add(unit, 'unit', 'enterprise');
      for (let index = 0; isSchool && index < many; index += 1) {
        classes.push({ id: `class${classes.length}`, name: `${index + 1}班`, unitId: unit.id });
      }
    }
    const posts = holders.map(([place, role, person], index): HeldPost => {
      const region = regions[place % regions.length]!;
      const possible = roles[region.level]!;
      return {
        id: `post${index}`,
        personId: `person${person}`,
        role: possible[role % possible.length]!,
        path: region.path,
      };
    });
    const ofTeachers = posts.filter(({ role }) => role === 'teacher');
    const teachers = taught.flatMap(([one, other]): ClassTeacher[] => {
      const [aClass, post] = [classes[one % (classes.length || 1)], ofTeachers[other % (ofTeachers.length || 1)]];
      if (!aClass || !post) return [];
      return [{ classId: aClass.id, path: regions.find(({ id }) => id === aClass.unitId)!.path, post }];
    });
    return { regions, classes, posts, teachers };
  });

const groupsIn = (cascade: PlanCascade, { regions, classes }: Town) =>
  desiredGroups(cascade, { planRegionId: 1, regions, classes }, []);
const keyed = ({ kindKey, place }: DesiredGroup) => groupKey(kindKey, place.key);
const peopled = (groups: readonly DesiredGroup[]): PeopledGroup[] =>
  groups.map((group) => ({
    id: keyed(group),
    kindKey: group.kindKey,
    path: group.place.path,
    classId: group.place.classId,
  }));

describe('the groups of a plan', () => {
  const kinds = fc.constantFrom(...presets);

  it('are one for each kind and place, each under one of a higher level whose place is its own or lies above', () => {
    fc.assert(
      fc.property(kinds, towns, (cascade, town) => {
        const groups = groupsIn(cascade, town);
        const byKey = new Map(groups.map((group) => [keyed(group), group]));
        expect(byKey.size).toBe(groups.length);
        for (const group of groups) {
          if (group.upper === null) continue;
          const upper = byKey.get(group.upper)!;
          expect(upper.level).toBeLessThan(group.level);
          expect(group.place.path.startsWith(upper.place.path)).toBe(true);
        }
      }),
    );
  });

  it('do not depend on the order of places', () => {
    fc.assert(
      fc.property(kinds, towns, (cascade, town) => {
        const turned = { ...town, regions: [...town.regions].reverse(), classes: [...town.classes].reverse() };
        const sorted = (groups: DesiredGroup[]) => [...groups].sort((a, b) => (keyed(a) < keyed(b) ? -1 : 1));
        expect(sorted(groupsIn(cascade, turned))).toEqual(sorted(groupsIn(cascade, town)));
      }),
    );
  });

  it('hang below the kind above the upper one where that has no group', () => {
    const region = (id: number, path: string, level: Level) => ({ id, path, level, name: `${id}`, unitKind: null });
    const cascade = presets[0]!;
    const groups = desiredGroups(
      cascade,
      // A 村民小组 directly below the town, as after a village was dissolved.
      { planRegionId: 1, regions: [region(1, '/1/', 'township'), region(3, '/1/3/', 'group')], classes: [] },
      [{ id: 'own', kindKey: 'group', regionId: 3, name: '楼栋群' }],
    );
    const uppers = groups.map(({ kindKey, upper, name }) => [kindKey, upper, name]);
    expect(uppers).toEqual([
      ['command', null, '1 反诈指挥群'],
      ['township', 'command|region:1', '1 村校反诈群'],
      ['group', 'township|region:1', '13 村民反诈群'],
      ['group', 'township|region:1', '楼栋群'],
    ]);
  });
});

const parts = Object.values(GroupPart);
/** What people changed by hand in groups of the town. */
const hands = fc.array(
  fc.record({
    group: fc.nat(1000),
    person: fc.nat(6),
    part: fc.constantFrom(...parts),
    origin: fc.constantFrom(GroupOrigin.Added, GroupOrigin.Removed),
  }),
  { maxLength: 8 },
);

function stored(
  groups: readonly PeopledGroup[],
  lines: { group: number; person: number; part: GroupPart; origin: GroupOrigin }[],
) {
  if (groups.length === 0) return [];
  const made = lines.map(({ group, person, part, origin }): StoredMember => ({
    groupId: groups[group % groups.length]!.id,
    personId: `person${person}`,
    part,
    origin,
    label: '手工',
    postId: null,
  }));
  return [...new Map(made.map((line) => [keyOf(line), line])).values()];
}

/** What is stored after the changes were written. */
function applied(before: readonly StoredMember[], { write, remove }: ReturnType<typeof memberChanges>): StoredMember[] {
  const lines = new Map(before.map((line) => [keyOf(line), line]));
  for (const line of remove) lines.delete(keyOf(line));
  for (const line of write) lines.set(keyOf(line), line);
  return [...lines.values()];
}

describe('the people of groups', () => {
  const cases = fc.tuple(fc.constantFrom(...presets), towns, towns, hands);

  const align = (cascade: PlanCascade, groups: PeopledGroup[], town: Town, before: readonly StoredMember[]) => {
    const ruled = ruledMembers(cascade, groups, new HeldPosts(town.posts, town.teachers), before);
    return { ruled, after: applied(before, memberChanges(ruled, before)) };
  };

  it('hold a post of a role that the plan names for the part', () => {
    fc.assert(
      fc.property(cases, ([cascade, town, , lines]) => {
        const groups = peopled(groupsIn(cascade, town));
        const { ruled } = align(cascade, groups, town, stored(groups, lines));
        for (const { groupId, part, postId, label, personId } of ruled) {
          const group = groups.find(({ id }) => id === groupId)!;
          const kind = cascade.groupKinds.find(({ key }) => key === group.kindKey)!;
          const named = { pusher: kind.pushers, supervisor: kind.supervisors, member: kind.members }[part];
          const post = town.posts.find(({ id }) => id === postId)!;
          expect(post.personId).toBe(personId);
          expect(named.some(({ name, role }) => name === label && role === post.role)).toBe(true);
        }
      }),
    );
  });

  it('are each in one group once as anything, and nobody a plain member who pushes or watches there', () => {
    fc.assert(
      fc.property(cases, ([cascade, town, , lines]) => {
        const groups = peopled(groupsIn(cascade, town));
        const { after } = align(cascade, groups, town, stored(groups, lines));
        expect(new Set(after.map(keyOf)).size).toBe(after.length);
        const counting = after.filter(({ origin }) => origin !== GroupOrigin.Removed);
        const leads = ({ groupId, personId }: GroupMember) =>
          counting.some((line) => line.groupId === groupId && line.personId === personId && line.part !== 'member');
        const plain = counting.filter(({ part, origin }) => part === 'member' && origin === GroupOrigin.Rule);
        expect(plain.filter(leads)).toEqual([]);
      }),
    );
  });

  it('are right after one run: a second one has nothing to write', () => {
    fc.assert(
      fc.property(cases, ([cascade, town, , lines]) => {
        const groups = peopled(groupsIn(cascade, town));
        const { after } = align(cascade, groups, town, stored(groups, lines));
        const again = memberChanges(align(cascade, groups, town, after).ruled, after);
        expect(again).toEqual({ write: [], remove: [] });
      }),
    );
  });

  it('keep what was changed by hand, whoever comes and goes', () => {
    fc.assert(
      fc.property(cases, ([cascade, town, later, lines]) => {
        const groups = peopled(groupsIn(cascade, town));
        const before = stored(groups, lines);
        const once = align(cascade, groups, town, before).after;
        const posts = later.posts.map((post) => ({ ...post, path: town.regions.at(-1)!.path }));
        const twice = align(cascade, groups, { ...town, posts, teachers: [] }, once).after;
        const byHand = (all: readonly StoredMember[]) =>
          all.filter(({ origin }) => origin !== GroupOrigin.Rule).map((line) => `${keyOf(line)} ${line.origin}`);
        expect(byHand(twice).sort()).toEqual(byHand(before).sort());
      }),
    );
  });

  it('are those of today: nobody whose post went stays by the rule', () => {
    fc.assert(
      fc.property(cases, ([cascade, town]) => {
        const groups = peopled(groupsIn(cascade, town));
        const { after } = align(cascade, groups, town, []);
        const nobody = align(cascade, groups, { ...town, posts: [], teachers: [] }, after);
        expect(nobody.after).toEqual([]);
      }),
    );
  });
});

describe('where a post is held', () => {
  const cascade = presets[0]!;
  const post = (id: string, role: Role, path: string): HeldPost => ({ id, personId: id, role, path });
  const village = { id: 'v', kindKey: 'village', path: '/1/2/3/', classId: null };
  const members = (posts: HeldPost[], group: PeopledGroup = village, teachers: ClassTeacher[] = []) =>
    ruledMembers(cascade, [group], new HeldPosts(posts, teachers), []).map(
      ({ personId, part }) => `${part} ${personId}`,
    );

  it('is the nearest place above where anybody has the role, also above the plan', () => {
    const far = post('far', 'police', '/1/');
    expect(members([far])).toEqual(['supervisor far']);
    expect(members([far, post('near', 'police', '/1/2/')])).toEqual(['supervisor near']);
    expect(members([far, post('next', 'police', '/1/2/4/')])).toEqual(['supervisor far']);
    expect(members([far, post('aux', 'auxiliary_police', '/1/2/3/')])).toEqual(['supervisor far', 'supervisor aux']);
  });

  it('is below, not at the place itself', () => {
    const leader = post('leader', 'group_leader', '/1/2/3/5/');
    expect(members([leader, post('odd', 'group_leader', '/1/2/3/')])).toEqual(['member leader']);
  });

  it('is below down to units, and not what hangs below those', () => {
    const command = { id: 'c', kindKey: 'command', path: '/1/2/', classId: null };
    const head = post('head', 'unit_head', '/1/2/9/');
    const enterprise = { ...post('enterprise', 'unit_head', '/1/2/9/8/'), belowUnit: true };
    expect(members([head, enterprise], command)).toEqual(['member head']);
    expect(members([enterprise], { ...command, kindKey: 'section', path: '/1/2/9/' })).toEqual(['member enterprise']);
  });

  it('is anywhere for the 班主任 of a class, who belongs to the school of it too', () => {
    const teacher = { classId: 'c', path: '/1/2/9/', post: post('teacher', 'teacher', '/1/2/3/') };
    const ofClass = { id: 'c', kindKey: 'class', path: '/1/2/9/', classId: 'c' };
    const other = { classId: 'd', path: '/1/2/9/', post: post('other', 'teacher', '/1/2/9/') };
    expect(members([other.post], ofClass, [teacher, other])).toEqual(['pusher teacher']);
    const school = { id: 's', kindKey: 'school', path: '/1/2/9/', classId: null };
    expect(members([other.post], school, [teacher, other])).toEqual(['member other', 'member teacher']);
  });
});
