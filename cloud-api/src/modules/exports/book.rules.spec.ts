import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openBook, writeSheets } from '../../common/spreadsheet/index.js';
import { findHeaderRow, readHouseholds, suggestColumns } from '../household-book/index.js';
import { DoorKind, Relation, ResidentTag } from '../plans/index.js';
import { bookColumns, bookRows } from './book.rules.js';
import { type ExportDoor, type ExportResident, noPapers } from './export-door.js';

const today = '2026-11-21';
const syllables = fc.constantFrom(...'王李赵孙钱周吴郑冯陈德福秀英长根桂兰小军明海金花');
const personName = fc.array(syllables, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(''));
const resident = (relation: fc.Arbitrary<Relation>): fc.Arbitrary<ExportResident> =>
  fc.record({
    id: fc.uuid(),
    name: personName,
    relation,
    birthMonth: fc.option(fc.constantFrom('1955-03', '1988-12', '2001-10', '1970-01')),
    tags: fc.uniqueArray(fc.constantFrom(...Object.values(ResidentTag))),
    phone: fc.option(fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String)),
  });
const others = Object.values(Relation).filter((relation) => relation !== Relation.Head && relation !== Relation.Owner);

/** A household as the system holds it when it is in order: its head first, everybody's name once. */
const household = fc
  .tuple(resident(fc.constant(Relation.Head)), fc.array(resident(fc.constantFrom(...others)), { maxLength: 5 }))
  .map(([head, rest]) =>
    [head, ...rest].filter(({ name }, index, all) => all.findIndex((one) => one.name === name) === index),
  );

const doors: fc.Arbitrary<ExportDoor[]> = fc
  .array(
    fc.tuple(household, fc.integer({ min: 0, max: 5 }), fc.boolean(), fc.constantFrom(...Object.values(DoorKind))),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((drafts) =>
    drafts.map(([residents, childrenUnder14, isGrouped, kind], index): ExportDoor => {
      const isHome = kind === DoorKind.Household;
      return {
        id: `door ${index}`,
        kind,
        code: `A${index}`,
        name: isHome ? residents[0]!.name : `桃花潭${index}号店`,
        address: `桃花潭村${index}号`,
        village: '查济村',
        gridId: 1,
        grid: '第一网格',
        group: isGrouped ? '第二村民小组' : '',
        childrenUnder14,
        exclusion: null,
        residents: isHome
          ? residents
          : residents.map((one, position) => ({ ...one, relation: position === 0 ? Relation.Owner : Relation.Staff })),
        visits: [],
        state: null,
        papers: noPapers,
      };
    }),
  );

/** What comes back when the file is imported with what the import suggests by itself. */
async function readBack(listed: readonly ExportDoor[], withPhones: boolean) {
  const columns = bookColumns(withPhones);
  const rows = listed.flatMap((door) => bookRows(door, withPhones));
  const sheet = { name: '户册', title: '泾县桃花潭镇户册', subtitles: ['制表日期：2026年11月21日'], columns, rows };
  const book = await openBook(await writeSheets({ sheets: [sheet] }), '户册.xlsx');
  const read = [];
  for await (const row of book.rows(0)) read.push(row);
  await book.close();
  const headerRow = findHeaderRow(read);
  const text = (cells: readonly (string | number | boolean | null)[]) => cells.map((cell) => String(cell ?? ''));
  const heads = text(read.find(({ number }) => number === headerRow)!.cells);
  const samples = read.filter(({ number }) => number > headerRow).map(({ cells }) => text(cells));
  const suggested = suggestColumns(heads, samples);
  const households = [];
  const all = (async function* () {
    yield* read;
  })();
  for await (const one of readHouseholds(all, { headerRow, ...suggested }, today)) households.push(one);
  return { suggested, households };
}

describe('a household book that comes in again as it went out', () => {
  it('says the same of every door and of everybody behind it', async () => {
    await fc.assert(
      fc.asyncProperty(doors, fc.boolean(), async (listed, withPhones) => {
        const { suggested, households } = await readBack(listed, withPhones);
        expect(suggested.layout).toBe('row_per_person');
        expect(suggested.columns.some(({ field }) => field === 'phone')).toBe(withPhones);
        expect(suggested.columns).toHaveLength(bookColumns(withPhones).length);
        expect(
          households.map(({ firstRow: _first, lastRow: _last, members, problems, ...door }) => ({
            ...door,
            problems: problems.filter(({ level }) => level === 'bad'),
            members: members.map(({ row: _row, ...member }) => ({ ...member, tags: [...member.tags].sort() })),
          })),
        ).toEqual(
          listed.map(({ code, name, kind, address, village, grid, group, childrenUnder14, residents }) => ({
            code,
            name,
            kind,
            address,
            village,
            grid,
            group,
            childrenUnder14,
            problems: [],
            members: residents.map(({ name: called, relation, birthMonth, phone, tags }) => ({
              name: called,
              relation,
              birthMonth,
              phone: withPhones ? phone : null,
              tags: [...tags].sort(),
            })),
          })),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('has a shop without people', async () => {
    const shop: ExportDoor = {
      id: 'shop',
      kind: DoorKind.IndividualBusiness,
      code: 'A190',
      name: '桃花潭便利店',
      address: 'A190号',
      village: '查济村',
      gridId: 1,
      grid: '第一网格',
      group: '',
      childrenUnder14: 0,
      exclusion: null,
      residents: [],
      visits: [],
      state: null,
      papers: noPapers,
    };
    const head = { id: 'r', name: '王德福', relation: Relation.Head, birthMonth: null, tags: [], phone: null };
    const home = { ...shop, id: 'home', kind: DoorKind.Household, code: 'A1', name: '王德福', residents: [head] };
    const { households } = await readBack([home, shop], false);
    expect(households).toMatchObject([
      { name: '王德福', kind: 'household', members: [{ name: '王德福' }] },
      { name: '桃花潭便利店', kind: 'individual_business', members: [], problems: [] },
    ]);
  });
});
