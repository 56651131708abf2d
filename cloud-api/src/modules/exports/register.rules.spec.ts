import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExportDoor, ExportVisit } from './export-door.js';
import { registerColumns, registerRows } from './register.rules.js';

const visit: ExportVisit = {
  startedAt: Date.parse('2026-11-06T09:10:00+08:00'),
  endedAt: Date.parse('2026-11-06T09:25:00+08:00'),
  visitorName: '韩网格',
  companions: [],
  outcome: 'met',
  awayContact: null,
  presentResidentIds: [],
  presentOthers: 0,
  topics: [],
  faceToFace: true,
  materials: [],
  app: null,
  groupJoined: null,
  questions: null,
  callBack: null,
  nextAttemptOn: null,
  photoIds: [],
  source: 'phone',
  enteredByName: null,
};
const resident = { id: 'r', name: '王德福', relation: 'head', birthMonth: '1955-03', tags: [], phone: null } as const;
const door: ExportDoor = {
  id: 'd',
  kind: 'household',
  code: 'A101',
  name: '王德福',
  address: 'A101号',
  village: '查济村',
  gridId: 1,
  grid: '第一网格',
  group: '',
  childrenUnder14: 0,
  exclusion: null,
  residents: [{ ...resident, tags: [] }],
  visits: [],
  state: null,
};

function cellsOf(changed: Partial<ExportDoor>, changedVisit?: Partial<ExportVisit>): Record<string, unknown> {
  const visits = changedVisit ? [{ ...visit, ...changedVisit }] : [];
  const [row] = registerRows({ ...door, ...changed, visits }, false);
  return Object.fromEntries(registerColumns(false).map(({ head }, index) => [head, row!.cells[index]]));
}

describe('a row of the register', () => {
  it.each<[string, Partial<ExportDoor>, Partial<ExportVisit> | undefined, string, unknown]>([
    ['who lives there', { childrenUnder14: 2 }, undefined, '家庭成员', '王德福（户主，1955年3月）\n14岁以下儿童2人'],
    [
      'a masked birth',
      { residents: [{ ...resident, name: '王*福', birthMonth: null, tags: [] }] },
      undefined,
      '家庭成员',
      '王*福（户主）',
    ],
    ['nobody’s phone', {}, undefined, '联系电话', ''],
    [
      'one phone',
      { residents: [{ ...resident, tags: [], phone: '138****0001' }] },
      undefined,
      '联系电话',
      '138****0001',
    ],
    [
      'phones beside those whose they are',
      { residents: [null, '138****0001'].map((phone) => ({ ...resident, tags: [], phone })), childrenUnder14: 1 },
      undefined,
      '联系电话',
      '—\n138****0001\n—',
    ],
    ['the time', {}, {}, '入户时间', '2026-11-06\n09:10—09:25'],
    ['a time without an end', {}, { endedAt: visit.startedAt }, '入户时间', '2026-11-06\n09:10'],
    [
      'a time in the night of UTC',
      {},
      { startedAt: Date.parse('2026-11-06T23:30:00Z'), endedAt: 0 },
      '入户时间',
      '2026-11-07\n07:30',
    ],
    ['away, and how they were reached', {}, { outcome: 'away', awayContact: 'phone' }, '结果', '外出（已电话联系）'],
    ['refused', {}, { outcome: 'refused' }, '结果', '拒绝'],
    ['nobody taught where nobody was', {}, { outcome: 'nobody' }, '当面讲解', null],
    ['not taught', {}, { faceToFace: false }, '当面讲解', '否'],
    ['who was there', {}, { presentResidentIds: ['r'], presentOthers: 2 }, '在场人', '王德福、另2人'],
    ['who is no longer there', {}, { presentResidentIds: ['gone'] }, '在场人', '1人'],
    [
      'with whom',
      {},
      {
        companions: [
          { name: '褚民警', role: 'police' },
          { name: '李四', role: 'other' },
        ],
      },
      '入户人员',
      '韩网格\n褚民警（民警）\n李四',
    ],
    ['from paper', {}, { source: 'paper', enteredByName: '陈综治' }, '来源', '纸质补录（陈综治）'],
    ['never', { state: 'never' }, undefined, '结果', '未入户'],
    ['why not', { state: 'refused' }, undefined, '结果', '未入户（拒绝）'],
    ['no plan', { state: null }, undefined, '结果', '未入户'],
    ['excluded', { state: 'excluded', exclusion: 'vacant' }, undefined, '结果', '不计入（空户）'],
  ])('%s', (_, changed, changedVisit, head, expected) => {
    expect(cellsOf(changed, changedVisit)[head]).toBe(expected);
  });

  it('stands once for each visit, and once where there was none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.boolean(), (count, severalVillages) => {
        const visits = Array.from({ length: count }, () => visit);
        const rows = registerRows({ ...door, visits }, severalVillages);
        expect(rows).toHaveLength(Math.max(1, count));
        for (const { cells } of rows) expect(cells).toHaveLength(registerColumns(severalVillages).length);
      }),
    );
  });
});
