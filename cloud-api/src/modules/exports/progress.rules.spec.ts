import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Coverage, CoverageCounts } from '../coverage/index.js';
import { progressColumns, progressRows, type ProgressTable, rateText } from './progress.rules.js';

const counts = (total: number, covered: number) => ({
  total,
  covered,
  rate: total === 0 ? 1 : covered / total,
  reasons: { never: total - covered, nobody: 0, refused: 0, away: 0, not_counting: 0, newly_registered: 0 },
  excluded: { vacant: 0, deregistered: 0, separated: 0 },
  personsTotal: 0,
  personsCovered: 0,
  papers: null as CoverageCounts['papers'],
});

describe('the rate', () => {
  it.each([
    [3, 1, '33.3%'],
    [3, 2, '66.6%'],
    [2000, 1999, '99.9%'],
    [5, 5, '100.0%'],
    [0, 0, '—'],
  ])('%s to reach, %s reached', (total, covered, expected) => {
    expect(rateText(counts(total, covered))).toBe(expected);
  });

  it('is 100 only when all are reached, and 0 only when hardly any is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (total, part) => {
        const covered = Math.floor(total * part);
        expect(rateText(counts(total, covered)) === '100.0%').toBe(covered === total);
      }),
    );
  });
});

interface TableDraft {
  until: string | null;
  today: string;
  papers?: CoverageCounts['papers'];
}

/** A region with two places, of which the board knows one. */
function table({ until, today, papers = null }: TableDraft): ProgressTable {
  const round = { number: 1, name: '首次', from: '2026-11-05', until };
  const audience = { key: 'returnee', name: '返乡人员', unit: 'person' as const };
  const board = (of: ReturnType<typeof counts>) =>
    ({
      plan: { audiences: [{ key: 'all', name: '全部', unit: 'door' }, audience] },
      round,
      totals: of,
      children: [{ regionId: 1, name: '查济村', level: 'village', workers: ['蒋村主任'], counts: of }],
    }) as unknown as Coverage;
  const returnees = { ...counts(4, 1), personsTotal: 7, personsCovered: 2 };
  return {
    places: [
      { id: 1, name: '查济村' },
      { id: 2, name: '厚岸村' },
    ],
    boards: new Map([
      ['all', board({ ...counts(10, 4), papers })],
      ['returnee', board(returnees)],
    ]),
    withApp: new Map([[1, 3]]),
    today,
  };
}

function rowsOf(of: ProgressTable): Map<unknown, Record<string, unknown>> {
  const heads = progressColumns(of).map(({ head, group }) => (group ? `${group} ${head}` : head));
  return new Map(
    progressRows(of).map(({ cells }) => [cells[0], Object.fromEntries(heads.map((head, at) => [head, cells[at]]))]),
  );
}

describe('the progress table', () => {
  it('has a line for each place, also where nothing is counted, and their sum', () => {
    const rows = rowsOf(table({ until: '2026-11-30', today: '2026-11-21' }));
    expect([...rows.keys()]).toEqual(['查济村', '厚岸村', '合计']);
    expect(rows.get('查济村')).toMatchObject({
      应走到户数: 10,
      已入户: 4,
      入户率: '40.0%',
      APP安装户: 3,
      '返乡人员 应到人': 7,
      '返乡人员 已到人': 2,
      '没走到的原因 未走访': 6,
      责任人: '蒋村主任',
      截至日期: '2026-11-21',
    });
    expect(rows.get('厚岸村')).toMatchObject({ 应走到户数: 0, 入户率: '—', APP安装户: 0, 责任人: '' });
    expect(rows.get('合计')).toMatchObject({ 应走到户数: 10, APP安装户: 3, '返乡人员 应到人': 7 });
  });

  it.each([
    ['2026-11-20', 6],
    ['2026-11-21', 0],
    [null, 0],
  ])('calls late what is open after the last day of the round, %s', (until, late) => {
    const rows = rowsOf(table({ until, today: '2026-11-21' }));
    expect(rows.get('查济村')!['超期未入户']).toBe(late);
  });

  it('counts papers, and why they are not signed', () => {
    const papers = {
      owed: 9,
      notice: 7,
      pledge: 6,
      both: 5,
      unsigned: { refused: 1, away: 2, no_phone: 0, not_yet: 1 },
    };
    const rows = rowsOf(table({ until: null, today: '2026-11-21', papers }));
    const signed = {
      '两书签订 应签户': 9,
      '两书签订 告知书': 7,
      '两书签订 承诺书': 6,
      '两书签订 签齐户': 5,
      '两书签订 签齐率': '55.5%',
      '没签齐的原因 拒绝': 1,
      '没签齐的原因 外出': 2,
      '没签齐的原因 无手机': 0,
      '没签齐的原因 其他': 1,
    };
    expect(rows.get('查济村')).toMatchObject(signed);
    expect(rows.get('合计')).toMatchObject(signed);
    expect(rows.get('厚岸村')).toMatchObject({ '两书签订 应签户': 0, '两书签订 签齐率': '—' });
    expect(rows.get('查济村')).not.toHaveProperty('两书签订');
  });

  it('shows what is not switched on as not switched on', () => {
    const row = rowsOf(table({ until: null, today: '2026-11-21' })).get('查济村');
    expect(row).not.toHaveProperty('没签齐的原因 拒绝');
    expect(row).toMatchObject({ 两书签订: '—', 建群: '—', '18至60岁入群': '—' });
  });
});
