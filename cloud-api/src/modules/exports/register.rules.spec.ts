import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ExportDoor, type ExportVisit, noPapers } from './export-door.js';
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
  papers: noPapers,
};

const form = { severalVillages: false, withPapers: true };

function cellsOf(changed: Partial<ExportDoor>, changedVisit?: Partial<ExportVisit>): Record<string, unknown> {
  const visits = changedVisit ? [{ ...visit, ...changedVisit }] : [];
  const [row] = registerRows({ ...door, ...changed, visits }, form);
  return Object.fromEntries(registerColumns(form).map(({ head }, index) => [head, row!.cells[index]]));
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
    ['a paper that is not owed', {}, undefined, '告知书', '—'],
    ['a paper that is signed', { papers: { ...noPapers, noticeSigned: true } }, undefined, '告知书', '已签'],
    ['a paper nobody has signed', { papers: { ...noPapers, pledgeSigned: false } }, undefined, '承诺书', '未签'],
    [
      'why a paper is not signed',
      { papers: { ...noPapers, pledgeSigned: false, why: 'no_phone' } },
      undefined,
      '承诺书',
      '未签\n（无手机）',
    ],
    ['room to sign by hand', {}, {}, '签名', null],
    [
      'who signed, and when',
      {
        papers: {
          ...noPapers,
          signers: [
            { name: '王德福', on: '2026-11-06', isOnPaper: false },
            { name: '王小军', on: '2026-11-08', isOnPaper: true },
          ],
        },
      },
      {},
      '签名',
      '王德福\n2026-11-06\n王小军（纸质）\n2026-11-08',
    ],
    ['excluded', { state: 'excluded', exclusion: 'vacant' }, undefined, '结果', '不计入（空户）'],
  ])('%s', (_, changed, changedVisit, head, expected) => {
    expect(cellsOf(changed, changedVisit)[head]).toBe(expected);
  });

  it('has no columns for papers where the plan asks for none', () => {
    const heads = (withPapers: boolean) => registerColumns({ ...form, withPapers }).map(({ head }) => head);
    expect(heads(true).filter((head) => !heads(false).includes(head))).toEqual(['告知书', '承诺书']);
    expect(heads(true).indexOf('承诺书')).toBe(heads(true).indexOf('签名') - 1);
  });

  it('stands once for each visit, and once where there was none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.boolean(), fc.boolean(), (count, severalVillages, withPapers) => {
        const visits = Array.from({ length: count }, () => visit);
        const of = { severalVillages, withPapers };
        const rows = registerRows({ ...door, visits }, of);
        expect(rows).toHaveLength(Math.max(1, count));
        for (const { cells } of rows) expect(cells).toHaveLength(registerColumns(of).length);
      }),
    );
  });
});
