import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Role } from '../../common/auth/index.js';
import {
  type KnownPerson,
  type PersonInFile,
  planRoster,
  type PostInFile,
  type RosterState,
} from './roster-plan.rules.js';

const post = (role: Role, path = '/1/2/3/'): PostInFile => ({ role, regionId: Number(path.split('/').at(-2)), path });
const row = (name: string, phone: string | null, details: Partial<PersonInFile> = {}): PersonInFile => ({
  key: phone ?? `name ${name}`,
  name,
  phone,
  sheet: 0,
  firstRow: 2,
  lastRow: 2,
  posts: [post(Role.GridWorker)],
  trainedOn: [],
  police: [],
  ...details,
});
const person = (id: string, name: string, phone: string | null, details: Partial<KnownPerson> = {}): KnownPerson => ({
  id,
  name,
  phone,
  posts: [post(Role.GridWorker)],
  trainedOn: [],
  policeIds: [],
  ...details,
});
const state = (...known: KnownPerson[]): RosterState => ({ known, managedPaths: ['/1/2/'], regionPath: '/1/2/' });
const summary = (file: PersonInFile[], stored: RosterState) => {
  const { people, faults, absent } = planRoster(file, stored);
  return {
    people: people.map(({ action, id, person: { name } }) => [name, action, id]),
    faults: faults.map(({ rule, level }) => [rule, level]),
    absent,
  };
};

describe('a roster beside what is stored', () => {
  it('adds, updates, leaves alone and lists who is absent', () => {
    const known = [person('a', '韩', '1'), person('b', '杨', '2'), person('c', '沈', '3')];
    const file = [row('韩', '1'), row('杨', '2', { trainedOn: ['2026-11-02'] }), row('新', '9')];
    expect(summary(file, state(...known))).toEqual({
      people: [
        ['韩', 'same', 'a'],
        ['杨', 'update', 'b'],
        ['新', 'add', null],
      ],
      faults: [],
      absent: ['c'],
    });
  });

  it.each<[string, PersonInFile, KnownPerson[], string]>([
    ['a phone of another name', row('新', '1'), [person('a', '韩', '1')], 'phone_of_other'],
    [
      'a phone of a place out of reach',
      row('韩', '1'),
      [person('a', '韩', '1', { posts: [post(Role.GridWorker, '/7/')] })],
      'phone_of_elsewhere',
    ],
    ['no phone and nobody of the name', row('新', null), [person('a', '韩', '1')], 'phone_missing'],
    [
      'no phone and two of the name',
      row('韩', null),
      [person('a', '韩', '1'), person('b', '韩', '2')],
      'person_ambiguous',
    ],
  ])('cannot take %s', (_, one, known, rule) => {
    expect(summary([one], state(...known))).toMatchObject({ people: [], faults: [[rule, 'bad']] });
  });

  it('knows by the name whom it knows, and whoever held a post before by the phone', () => {
    expect(summary([row('韩', null)], state(person('a', '韩', null))).people).toEqual([['韩', 'same', 'a']]);
    expect(summary([row('韩', '1')], state(person('a', '韩', '1', { posts: [] }))).people).toEqual([
      ['韩', 'update', 'a'],
    ]);
  });

  it('finds the police of a team in the file and among those who reach the place', () => {
    const police = person('p', '褚', '5', { posts: [post(Role.Police, '/1/2/')] });
    const inFile = row('魏', '6', { posts: [post(Role.AuxiliaryPolice, '/1/2/3/')] });
    const elsewhere = row('卫', '7', { posts: [post(Role.AuxiliaryPolice, '/1/2/4/')] });
    const worker = row('韩', '1', { police: ['褚', '魏', '卫', '无'] });
    const { people, faults } = planRoster([worker, inFile, elsewhere], state(police));
    expect(people[0]!.police).toEqual([
      { id: 'p', name: '褚' },
      { key: '6', name: '魏' },
    ]);
    expect(faults.map(({ rule, shown }) => [rule, shown])).toEqual([
      ['police_not_here', '卫'],
      ['police_unknown', '无'],
    ]);
    const paired = person('a', '韩', '1', { policeIds: ['p'] });
    const again = planRoster([row('韩', '1', { police: ['褚'] })], state(paired, police));
    expect(again.people).toMatchObject([{ action: 'same', police: [] }]);
  });

  it('has nothing left to do once its plan is carried out', () => {
    const paths = fc.constantFrom('/1/2/3/', '/1/2/4/', '/1/2/');
    const roles = fc.constantFrom(Role.GridWorker, Role.GridChief, Role.VillageHead);
    const posts = fc.uniqueArray(
      fc.tuple(roles, paths).map(([role, path]) => post(role, path)),
      {
        maxLength: 3,
        selector: ({ role, path }) => `${role}${path}`,
      },
    );
    const file = fc.uniqueArray(
      fc.record({
        phone: fc.integer({ min: 1, max: 9 }).map(String),
        posts,
        trainedOn: fc.subarray(['2026-11-01', '2026-11-02']),
      }),
      { maxLength: 6, selector: ({ phone }) => phone },
    );
    fc.assert(
      fc.property(file, file, (before, now) => {
        const known = before.map(({ phone, ...one }) => person(`id${phone}`, `名${phone}`, phone, one));
        const rows = now.map(({ phone, ...one }) => row(`名${phone}`, phone, one));
        const done = new Map(known.map((one) => [one.id, structuredClone(one)]));
        for (const planned of planRoster(rows, state(...known)).people) {
          const id = planned.id ?? `id${planned.person.phone}`;
          const one = done.get(id) ?? person(id, planned.person.name, planned.person.phone, { posts: [] });
          one.posts.push(...planned.posts);
          one.trainedOn.push(...planned.trainedOn);
          done.set(id, one);
        }
        const again = planRoster(rows, state(...done.values()));
        expect(again.people.map(({ action }) => action)).toEqual(rows.map(() => 'same'));
        expect(again.faults).toEqual([]);
      }),
    );
  });
});
