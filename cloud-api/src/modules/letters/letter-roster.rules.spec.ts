import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placeRoster, type ReadLine, type RosterPlan, type Standing } from './letter-roster.rules.js';

const levels = [1, 2, 3].map((number) => ({ number, name: `第${number}级`, role: null }));
let made = 0;
const line = (level: number, name: string, rest: Partial<ReadLine> = {}): ReadLine => ({
  id: `line ${(made += 1)}`,
  level,
  name,
  phoneIndex: null,
  superior: null,
  ...rest,
});
const standing = (level: number, name: string, rest: Partial<Standing> = {}): Standing => ({
  id: name,
  level,
  name,
  phoneIndex: null,
  superiorId: null,
  signed: false,
  ...rest,
});
const place = (there: Standing[], lines: ReadLine[]) => placeRoster(levels, there, lines);

/** The round after the plan was carried out. */
function after(there: readonly Standing[], lines: readonly ReadLine[], plan: RosterPlan): Standing[] {
  const phoneOf = new Map(plan.reachable.map(({ id, index }) => [id, lines[index]!.phoneIndex]));
  return [
    ...there.map((one) => ({
      ...one,
      superiorId: plan.moved.get(one.id) ?? one.superiorId,
      phoneIndex: phoneOf.get(one.id) ?? one.phoneIndex,
    })),
    ...plan.added.map(({ index, superiorId }) => ({ ...lines[index]!, superiorId, signed: false })),
  ];
}

describe('a roster', () => {
  it('brings a whole chain at once, each below the one named', () => {
    const lines = [
      line(1, '周厂长'),
      line(2, '钱主任'),
      line(2, '李主任'),
      line(3, '王工', { superior: '李主任' }),
      line(3, '赵工', { superior: '钱主任' }),
    ];
    const plan = place([], lines);
    expect(plan.errors).toEqual([]);
    const above = plan.added.map(({ index, superiorId }) => [
      lines[index]!.name,
      lines.find(({ id }) => id === superiorId)?.name ?? null,
    ]);
    expect(above).toEqual([
      ['周厂长', null],
      ['钱主任', '周厂长'],
      ['李主任', '周厂长'],
      ['王工', '李主任'],
      ['赵工', '钱主任'],
    ]);
  });

  it('need not name a superior where a level between has nobody', () => {
    const lines = [line(3, '王工')];
    expect(place([standing(1, '周厂长')], lines).added).toEqual([{ index: 0, superiorId: '周厂长' }]);
  });

  const boss = standing(1, '周厂长');
  const chiefs = [
    boss,
    standing(2, '李主任', { superiorId: '周厂长' }),
    standing(2, '钱主任', { superiorId: '周厂长' }),
  ];
  it.each<[string, Standing[], ReadLine[], string, string]>([
    ['a level that the chain has not', [boss], [line(4, '王工')], 'lines.0.level', 'level_of_chain'],
    [
      'a superior whom nobody knows',
      chiefs,
      [line(3, '王工', { superior: '孙主任' })],
      'lines.0.superior',
      'superior_known',
    ],
    ['nobody above', [], [line(2, '李主任')], 'lines.0.superior', 'superior_known'],
    ['somebody above the top', [boss], [line(1, '王总', { superior: '周厂长' })], 'lines.0.superior', 'superior_known'],
    ['one of several, unnamed', chiefs, [line(3, '王工')], 'lines.0.superior', 'superior_ambiguous'],
    [
      'one of two of the same name',
      [boss, standing(2, '李主任', { id: 'x' }), standing(2, '李主任', { id: 'y' })],
      [line(3, '王工', { superior: '李主任' })],
      'lines.0.superior',
      'superior_ambiguous',
    ],
    [
      'a phone that another has',
      [standing(1, '周厂长', { phoneIndex: 'p' })],
      [line(2, '李主任', { phoneIndex: 'p' })],
      'lines.0.phone',
      'phone_of_other',
    ],
    [
      'the same person at another level',
      [boss, standing(2, '李主任', { phoneIndex: 'p', superiorId: '周厂长' })],
      [line(3, '李主任', { phoneIndex: 'p' })],
      'lines.0.level',
      'other_level',
    ],
    [
      'a phone twice',
      [boss],
      [line(2, '李主任', { phoneIndex: 'p' }), line(2, '钱主任', { phoneIndex: 'p' })],
      'lines.1.phone',
      'twice',
    ],
    ['a name twice', [boss], [line(2, '李主任', { phoneIndex: 'p' }), line(2, '李主任')], 'lines.1.name', 'twice'],
    [
      'one of two who are there by that name',
      [boss, standing(2, '李主任', { id: 'x', phoneIndex: 'p' }), standing(2, '李主任', { id: 'y', phoneIndex: 'q' })],
      [line(2, '李主任')],
      'lines.0.name',
      'name_ambiguous',
    ],
  ])('does not guess %s', (_, there, lines, field, rule) => {
    expect(place(there, lines)).toEqual({
      errors: [{ field, rule }],
      added: [],
      moved: new Map(),
      reachable: [],
    });
  });

  it('tells two of the same name apart by their phones', () => {
    const lines = [line(2, '李伟', { phoneIndex: 'p' }), line(2, '李伟', { phoneIndex: 'q' })];
    expect(place([boss], lines).added).toHaveLength(2);
  });

  it('brings a phone to somebody who is there without one', () => {
    const plan = place([boss], [line(1, '周厂长', { phoneIndex: 'p' })]);
    expect(plan).toMatchObject({ added: [], reachable: [{ id: '周厂长', index: 0 }] });
  });

  it('puts somebody below another one, unless they have signed', () => {
    const worker = standing(3, '王工', { superiorId: '李主任' });
    const again = [line(3, '王工', { superior: '钱主任' })];
    expect(place([...chiefs, worker], again).moved).toEqual(new Map([['王工', '钱主任']]));
    expect(place([...chiefs, { ...worker, signed: true }], again)).toMatchObject({ added: [], moved: new Map() });
  });

  it('gives a superior to those who waited for one', () => {
    const teachers = [standing(3, '秦老师'), standing(3, '施老师')];
    const plan = place(teachers, [line(1, '孔校长')]);
    expect([...plan.moved.keys()]).toEqual(['秦老师', '施老师']);
  });
});

const phones = fc.option(fc.constantFrom('p', 'q', 'r', 's'), { nil: null });
const names = fc.constantFrom('甲', '乙', '丙', '丁');
const anyLines = fc
  .array(
    fc.record({
      level: fc.integer({ min: 1, max: 4 }),
      name: names,
      phoneIndex: phones,
      superior: fc.option(names, { nil: null }),
    }),
    { maxLength: 6 },
  )
  .map((lines) => lines.map((one) => line(one.level, one.name, one)));
/** Rounds as they come to be: by rosters one after another, and some people from posts who wait for a superior. */
const anyRound = fc
  .tuple(fc.array(anyLines, { maxLength: 3 }), fc.integer({ min: 0, max: 2 }))
  .map(([rosters, waiting]) => {
    const orphans = Array.from({ length: waiting }, (_, index) =>
      standing(3, '戊', { id: `post ${index}`, phoneIndex: `t${index}` }),
    );
    return rosters.reduce<Standing[]>((there, lines) => after(there, lines, place(there, lines)), orphans);
  });

describe('any roster for any round', () => {
  it('sent again adds nobody and moves nobody', () => {
    fc.assert(
      fc.property(anyRound, anyLines, (there, lines) => {
        const plan = place(there, lines);
        fc.pre(plan.errors.length === 0);
        const again = lines.map((one) => ({ ...one, id: `${one.id} again` }));
        expect(place(after(there, lines, plan), again)).toEqual({
          errors: [],
          added: [],
          moved: new Map(),
          reachable: [],
        });
      }),
      { numRuns: 500 },
    );
  });

  it('leaves a round in which everybody stands once, below somebody of a higher level', () => {
    fc.assert(
      fc.property(anyRound, anyLines, (there, lines) => {
        const plan = place(there, lines);
        const round = after(there, lines, plan);
        expect(new Set(round.map(({ id }) => id)).size).toBe(round.length);
        const known = round.flatMap(({ phoneIndex }) => phoneIndex ?? []);
        expect(new Set(known).size).toBe(known.length);
        for (const { level, superiorId } of round) {
          if (superiorId === null) expect(level === 1 || round.every((one) => one.level >= level)).toBe(true);
          else expect(round.find(({ id }) => id === superiorId)!.level).toBeLessThan(level);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is sent whole or names the lines that are wrong', () => {
    fc.assert(
      fc.property(anyRound, anyLines, (there, lines) => {
        const { errors, added } = place(there, lines);
        if (errors.length > 0) expect(added).toEqual([]);
        for (const { field } of errors) expect(field).toMatch(new RegExp(`^lines\\.[0-${lines.length - 1}]\\.[a-z]+$`));
      }),
    );
  });
});
