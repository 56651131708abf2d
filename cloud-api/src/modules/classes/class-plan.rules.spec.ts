import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ClassListRow, type ClassState, type FamilyDoor, planClasses } from './class-plan.rules.js';

const row = (details: Partial<ClassListRow> = {}): ClassListRow => ({
  sheet: 0,
  row: 2,
  unitId: 9,
  className: '三年级一班',
  teacher: '',
  guardian: '王德福',
  phoneIndex: null,
  code: '',
  villageId: 3,
  pupils: null,
  ...details,
});
const door = (id: string, name: string, details: Partial<FamilyDoor> = {}): FamilyDoor => ({
  id,
  code: id.toUpperCase(),
  name,
  villageId: 3,
  residents: [{ name, phoneIndex: `hash ${id}` }],
  ...details,
});
const state = (details: Partial<ClassState> = {}): ClassState => ({
  classes: [],
  teachers: [{ id: 't', name: '秦老师', unitIds: [9] }],
  doors: [door('a', '王德福'), door('b', '李秀英')],
  grids: [{ unitId: 9, gridId: 5 }],
  ...details,
});
const known = { id: 'c', unitId: 9, name: '三（1）班', gridId: 5, pupils: 1, teacherIds: ['t'], families: ['a'] };

describe('a class list beside what is stored', () => {
  it('makes a class with its teacher and families', () => {
    const { classes, faults } = planClasses([row({ teacher: '秦老师' }), row({ guardian: '李秀英', row: 3 })], state());
    expect(faults).toEqual([]);
    expect(classes).toMatchObject([
      {
        action: 'add',
        id: null,
        gridId: 5,
        pupils: 2,
        teacher: { id: 't' },
        families: [{ doorId: 'a' }, { doorId: 'b' }],
      },
    ]);
  });

  it('knows the class however it is written, and lists the families that the file leaves out', () => {
    const { classes } = planClasses([row({ guardian: '李秀英' })], state({ classes: [known] }));
    expect(classes).toMatchObject([
      {
        action: 'same',
        id: 'c',
        name: '三（1）班',
        pupils: null,
        teacher: null,
        families: [{ doorId: 'b' }],
        linked: 0,
        absent: ['a'],
      },
    ]);
  });

  it.each<[string, Partial<ClassListRow>, FamilyDoor[], string | null, string[]]>([
    ['the phone', { phoneIndex: 'hash b', guardian: '李秀英' }, [], 'b', []],
    ['the phone before the name', { phoneIndex: 'hash b', guardian: '王德福' }, [], 'b', ['guardian_not_in_household']],
    ['the code and village', { code: 'B', guardian: '' }, [], 'b', []],
    ['the name and village', {}, [], 'a', []],
    [
      'a shared phone by the name',
      { phoneIndex: 'hash a' },
      [door('z', '同号', { residents: [{ name: '同号', phoneIndex: 'hash a' }] })],
      'a',
      [],
    ],
    ['nothing of two of the name', {}, [door('z', '王德福')], null, ['family_ambiguous']],
    ['nothing of another village', { villageId: 4 }, [], null, ['family_unknown']],
    ['nothing where no village is written', { villageId: null }, [], null, ['family_unknown']],
    ['nothing, being about the class alone', { guardian: '' }, [], null, []],
  ])('finds the household by %s', (_, details, more, expected, rules) => {
    const { doors } = state();
    const { classes, faults } = planClasses([row(details)], state({ doors: [...doors, ...more] }));
    expect(classes[0]!.families.map(({ doorId }) => doorId)).toEqual(expected === null ? [] : [expected]);
    expect(faults.map(({ rule }) => rule)).toEqual(rules);
  });

  it('says where a class cannot stand and which teacher it does not know', () => {
    expect(planClasses([row()], state({ grids: [] }))).toMatchObject({
      classes: [],
      faults: [{ rule: 'class_place_unknown', level: 'bad' }],
    });
    const rows = [row({ teacher: '无老师' }), row({ teacher: '秦老师', guardian: '李秀英', row: 3 })];
    expect(planClasses(rows, state()).faults.map(({ rule }) => rule)).toEqual(['teacher_differs', 'teacher_unknown']);
  });

  it('has nothing left to do once its plan is carried out', () => {
    const rows = fc.array(
      fc.record({
        className: fc.constantFrom('三年级一班', '三(1)班', '四年级'),
        guardian: fc.constantFrom('王德福', '李秀英', ''),
        teacher: fc.constantFrom('', '秦老师'),
        pupils: fc.constantFrom(null, 1, 40),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(rows, (drafts) => {
        const list = drafts.map((draft, index) => row({ ...draft, row: index + 2 }));
        const first = planClasses(list, state());
        const classes = first.classes.map((planned, index) => ({
          id: `c${index}`,
          unitId: planned.unitId,
          name: planned.name,
          gridId: planned.gridId,
          pupils: planned.pupils!,
          teacherIds: planned.teacher ? [planned.teacher.id] : [],
          families: planned.families.map(({ doorId }) => doorId),
        }));
        for (const planned of planClasses(list, state({ classes })).classes) {
          expect(planned).toMatchObject({ action: 'same', families: [], absent: [] });
        }
      }),
    );
  });
});
