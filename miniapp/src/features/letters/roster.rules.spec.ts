import * as fc from 'fast-check';
import { faultsOf, levelOf, readRoster, refusedLines, rosterBody } from './roster.rules';

const LEVELS = [
  { number: 1, name: '校领导' },
  { number: 2, name: '处室负责人' },
  { number: 3, name: '教职工' },
];

describe('reading a roster', () => {
  it('takes what a spreadsheet copies, whatever the order of its columns', () => {
    const text = '姓名\t联系电话\t级别\t直接上级\t岗位\n李明\t138 0000 0001\t教职工\t王芳\t数学老师\n';
    const [line] = readRoster(text, LEVELS, 3);
    expect(line).toEqual({
      row: 2,
      level: 3,
      written: { level: '教职工', name: '李明', position: '数学老师', phone: '138 0000 0001', superior: '王芳' },
    });
  });

  it('takes the usual order without a head, also typed with commas', () => {
    expect(readRoster('2\t王芳\t教务处主任\t13800000002\t', LEVELS, 3)[0]).toMatchObject({ row: 1, level: 2 });
    expect(
      readRoster('第三级，李明，老师\n\n1 赵强 校长', LEVELS, 3).map(({ level, written }) => [level, written.name]),
    ).toEqual([
      [3, '李明'],
      [1, '赵强'],
    ]);
  });

  it('puts a line without a level where it usually belongs', () => {
    expect(readRoster('\t李明\t老师', LEVELS, 3)[0]!.level).toBe(3);
  });

  it('never fails, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const lines = readRoster(text, LEVELS, 3);
        faultsOf(lines, LEVELS, []);
        expect(lines.length).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
  });

  it('knows a level by number, numeral or name', () => {
    expect(['2', '第2级', '二级', '第二级', '处室负责人'].map((text) => levelOf(text, LEVELS))).toEqual([
      2, 2, 2, 2, 2,
    ]);
    expect(['4', '0', '处室', ''].map((text) => levelOf(text, LEVELS))).toEqual([null, null, null, null]);
  });
});

describe('what is wrong with a roster', () => {
  const faults = (text: string, already: { level: number; name: string }[] = []) =>
    Object.fromEntries(faultsOf(readRoster(text, LEVELS, 3), LEVELS, already));

  it('is told line by line and field by field', () => {
    const found = faults('1\t赵强\t校长\n5\t钱多\t老师\n2\t\t主任\t1380000\n3\t李明\t老师\t\t没这人');
    expect(Object.keys(found)).toEqual(['1', '2', '3']);
    expect(Object.keys(found['1']!)).toEqual(['level']);
    expect(Object.keys(found['2']!)).toEqual(['name', 'phone']);
    expect(Object.keys(found['3']!)).toEqual(['superior']);
  });

  it('asks for the superior only where there are several', () => {
    expect(faults('1\t赵强\t校长\n2\t王芳\t主任')).toEqual({});
    expect(faults('1\t赵强\t校长\n1\t孙丽\t副校长\n2\t王芳\t主任')).toHaveProperty('2.superior');
    expect(faults('2\t王芳\t主任', [{ level: 1, name: '赵强' }])).toEqual({});
    expect(faults('2\t王芳\t主任')).toHaveProperty('0.superior');
    const there = [
      { level: 1, name: '赵强' },
      { level: 1, name: '孙丽' },
      { level: 2, name: '王芳' },
    ];
    expect(faults('2\t王芳\t主任\t13800000002', there)).toEqual({});
    expect(faults('3\t李明\t老师\t\t孙丽', there)).toEqual({});
  });
});

describe('sending a roster', () => {
  it('leaves out what was not written', () => {
    const lines = readRoster('1\t赵强\t校长\t138-0000-0001\t镇里\n2\t王芳\t\t\t赵强', LEVELS, 3);
    expect(rosterBody(lines)).toEqual({
      lines: [
        { level: 1, name: '赵强', position: '校长', phone: '13800000001' },
        { level: 2, name: '王芳', position: '', superior: '赵强' },
      ],
    });
  });

  it('brings the refusals back to their lines', () => {
    const errors = [
      { field: 'lines.1.phone', rule: 'phone' },
      { field: 'lines.1.superior', rule: 'superior_ambiguous' },
      { field: 'lines', rule: 'arrayMaxSize' },
    ];
    const refused = refusedLines(errors);
    expect([...refused.keys()]).toEqual([1]);
    expect(refused.get(1)).toEqual({ phone: '手机号不对', superior: '上一级不止一个，要写清是谁' });
    expect(refusedLines([]).size).toBe(0);
  });
});
