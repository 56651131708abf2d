import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Role } from '../../common/auth/index.js';
import { GroupPlace, GroupReach, RoleReach } from './dictionary.js';
import type { PlanCascade, PlanDocument, PlanGroupKind, PlanGroupRole } from './plan.document.js';
import { cascadeErrors } from './plan-cascade.rules.js';
import { checkDocument } from './plan-validation.js';
import { documentErrors, endedOn } from './plan.rules.js';
import { loadPresets } from './presets.js';

const manghe = () => structuredClone(loadPresets().get('manghe')!);
const errorsOf = (change: (cascade: PlanCascade, document: PlanDocument) => unknown) => {
  const document = manghe();
  change(document.cascade!, document);
  return checkDocument(document).errors.map(({ path, rule }) => [path, rule]);
};
const kind = ({ groupKinds }: PlanCascade, key: string) => groupKinds.find((one) => one.key === key)!;
const twice = (people: PlanGroupRole[]) => people.push(people[0]!);

const wrong: [string, string, (cascade: PlanCascade, document: PlanDocument) => unknown][] = [
  ['cascade', 'required', (_, document) => Reflect.deleteProperty(document, 'cascade')],
  ['cascade', 'type', (_, document) => Object.assign(document, { cascade: [] })],
  ['cascade.colour', 'unknown_field', (cascade) => Object.assign(cascade, { colour: 'red' })],
  ['cascade.builtBy', 'unknown_milestone', (cascade) => (cascade.builtBy = 'someday')],
  ['cascade.chains.1.key', 'unique', (cascade) => (cascade.chains[1]!.key = cascade.chains[0]!.key)],
  ['cascade.groupKinds.1.key', 'unique', (cascade) => (cascade.groupKinds[1]!.key = 'command')],
  ['cascade.groupKinds', 'min_items', (cascade) => (cascade.groupKinds = [])],
  ['cascade.groupKinds.0.chains.3', 'unknown_chain', (cascade) => kind(cascade, 'command').chains.push('nobodys')],
  ['cascade.groupKinds.1.upper', 'stands_before', (cascade) => (kind(cascade, 'township').upper = 'nothing')],
  ['cascade.groupKinds.1.upper', 'stands_before', (cascade) => (kind(cascade, 'township').upper = 'township')],
  ['cascade.groupKinds.1.upper', 'stands_before', (cascade) => (kind(cascade, 'township').upper = 'village')],
  ['cascade.groupKinds.2.level', 'below_upper', (cascade) => (kind(cascade, 'village').level = 1)],
  ['cascade.groupKinds.2.level', 'minimum', (cascade) => (kind(cascade, 'village').level = -1)],
  ['cascade.groupKinds.2.chains.1', 'chain_of_upper', (cascade) => kind(cascade, 'village').chains.push('unit')],
  ['cascade.groupKinds.2.reaches', 'only_at_end', (cascade) => (kind(cascade, 'village').reaches = 'residents')],
  ['cascade.groupKinds.4.reaches', 'required_at_end', (cascade) => (kind(cascade, 'group').reaches = null)],
  ['cascade.groupKinds.1.pushers', 'min_items', (cascade) => (kind(cascade, 'township').pushers = [])],
  ['cascade.groupKinds.1.supervisors', 'supervised', (cascade) => (kind(cascade, 'township').supervisors = [])],
  ['cascade.groupKinds.2.supervisors', 'unique_items', (cascade) => twice(kind(cascade, 'village').supervisors)],
  [
    'cascade.groupKinds.2.members.0.role',
    'enum',
    (cascade) => Object.assign(kind(cascade, 'village').members[0]!, { role: 'king' }),
  ],
  ['cascade.serviceMinutes.critical', 'minimum', (cascade) => (cascade.serviceMinutes.critical = 0)],
  ['cascade.serviceMinutes.critical', 'shortest', (cascade) => (cascade.serviceMinutes.critical = 121)],
  ['cascade.serviceMinutes.urgent', 'shorter', (cascade) => (cascade.serviceMinutes.urgent = 1441)],
  ['cascade.quietHours.from', 'pattern', (cascade) => (cascade.quietHours!.from = '24:00')],
  ['cascade.quietHours.until', 'pattern', (cascade) => (cascade.quietHours!.until = '7:00')],
  ['cascade.quietHours.until', 'not_all_day', (cascade) => (cascade.quietHours!.until = '22:00')],
  ['cascade.escalation.steps', 'min_items', (cascade) => (cascade.escalation.steps = [])],
  [
    'cascade.escalation.steps.2.afterPercent',
    'ascending',
    (cascade) => (cascade.escalation.steps[2]!.afterPercent = 100),
  ],
  ['cascade.escalation.steps.0.tell', 'min_items', (cascade) => (cascade.escalation.steps[0]!.tell = [])],
  ['cascade.escalation.repeats', 'minimum', (cascade) => (cascade.escalation.repeats = -1)],
];

describe('the cascade of a plan', () => {
  it.each(wrong)('is refused for %s (%s)', (path, rule, spoil) => {
    expect(errorsOf(spoil)).toContainEqual([path, rule]);
  });

  it('may be missing, never be quiet, supervise nobody at level 0 and have no day to be built by', () => {
    expect(errorsOf((_, document) => (document.cascade = null))).toEqual([]);
    expect(errorsOf((cascade) => (cascade.quietHours = null))).toEqual([]);
    expect(errorsOf((cascade) => (cascade.builtBy = null))).toEqual([]);
    expect(errorsOf((cascade) => (kind(cascade, 'command').supervisors = []))).toEqual([]);
  });

  it('knows every role, place, reach and end of the dictionary', () => {
    for (const role of [...Object.values(Role), null]) {
      expect(errorsOf((cascade) => (kind(cascade, 'village').pushers[0]!.role = role))).toEqual([]);
    }
    for (const place of Object.values(GroupPlace)) {
      expect(errorsOf((cascade) => (kind(cascade, 'village').place = place))).toEqual([]);
    }
    for (const reach of Object.values(RoleReach)) {
      expect(errorsOf((cascade) => (kind(cascade, 'village').pushers[0]!.reach = reach))).toEqual([]);
    }
    for (const reaches of Object.values(GroupReach)) {
      expect(errorsOf((cascade) => (kind(cascade, 'group').reaches = reaches))).toEqual([]);
    }
  });
});

describe('any forest of kinds', () => {
  /** Each kind hangs below one that stands before it, or below none. */
  const forest = fc.array(fc.record({ upper: fc.nat(), isTop: fc.boolean(), deeper: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 8,
  });
  const grown = (seeds: { upper: number; isTop: boolean; deeper: number }[]): PlanCascade => {
    const kinds: PlanGroupKind[] = [];
    for (const [index, { upper, isTop, deeper }] of seeds.entries()) {
      const above = isTop || index === 0 ? null : kinds[upper % index]!;
      const { pushers, supervisors, members } = kind(manghe().cascade!, 'village');
      kinds.push({
        key: `kind_${index}`,
        name: '群',
        chains: ['village'],
        level: above ? above.level + deeper : 0,
        place: 'village',
        upper: above?.key ?? null,
        pushers,
        supervisors,
        members,
        reaches: null,
        source: 'S1.2',
      });
    }
    const groupKinds = kinds.map((one) => ({
      ...one,
      reaches: kinds.some(({ upper }) => upper === one.key) ? null : GroupReach.Residents,
    }));
    return { ...manghe().cascade!, groupKinds };
  };

  it('is right as it grew, and wrong as soon as a kind stands before its upper', () => {
    fc.assert(
      fc.property(forest, (seeds) => {
        const cascade = grown(seeds);
        expect(cascadeErrors({ ...manghe(), cascade })).toEqual([]);
        const turned = { ...cascade, groupKinds: [...cascade.groupKinds].reverse() };
        const hasUpper = cascade.groupKinds.some(({ upper }) => upper !== null);
        expect(cascadeErrors({ ...manghe(), cascade: turned }).some(({ rule }) => rule === 'stands_before')).toBe(
          hasUpper,
        );
      }),
    );
  });
});

describe('a plan that ends before its groups are due', () => {
  it('stays right: nothing is due by a milestone that has gone', () => {
    const early = endedOn(manghe(), '2021-05-17')!;
    expect(early.cascade!.builtBy).toBeNull();
    expect(documentErrors(early)).toEqual([]);
    expect(endedOn(manghe(), '2021-05-18')!.cascade).toEqual(manghe().cascade);
    expect(endedOn({ ...manghe(), cascade: null }, '2021-05-17')!.cascade).toBeNull();
  });
});
