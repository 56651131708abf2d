import type { Schemas } from '@/shared/api';
import { pastedCells } from '@/shared/text';
import type { Recipient, RoundDetail } from './letter.rules';

type Level = Pick<RoundDetail['levels'][number], 'number' | 'name'>;
export type RosterField = 'level' | 'name' | 'position' | 'phone' | 'superior';
export type RosterFaults = Partial<Record<RosterField, string>>;

/** A line of a pasted roster: as it was written, and the level it was read as. */
export interface PastedLine {
  /** From 1, as the spreadsheet counts what was copied. */
  row: number;
  written: Record<RosterField, string>;
  level: number | null;
}

/** The server takes so many in one go. */
export const MOST_LINES = 2000;

const ORDER: readonly RosterField[] = ['level', 'name', 'position', 'phone', 'superior'];

// 上级 comes before 级: one head holds the other's character.
const HEADS: readonly [RosterField, RegExp][] = [
  ['superior', /上级|向谁|签给/],
  ['level', /级/],
  ['name', /姓名|名字/],
  ['position', /职务|岗位|身份|职位/],
  ['phone', /电话|手机/],
];

function fieldOfHead(head: string): RosterField | undefined {
  return HEADS.find(([, words]) => words.test(head))?.[0];
}

/** Cells of a spreadsheet, or what somebody typed with commas or spaces between. */
function cellsOf(text: string): string[][] {
  if (text.includes('\t')) return pastedCells(text);
  return text.split(/\r?\n/).map((line) => line.trim().split(/\s*[,，;；]\s*|\s+/));
}

const NUMERALS = '一二三四五六';

/** 2, 第2级, 第二级 or the name of the level. */
export function levelOf(written: string, levels: readonly Level[]): number | null {
  const text = written.replace(/\s/g, '');
  const named = levels.find(({ name }) => name === text);
  if (named) return named.number;
  const [, mark] = /^第?([1-6一二三四五六])级?$/.exec(text) ?? [];
  if (mark === undefined) return null;
  const number = Number(mark) || NUMERALS.indexOf(mark) + 1;
  return levels.some((level) => level.number === number) ? number : null;
}

/** What was pasted, line by line, with a head or without; a line without a level is of `usual`. */
export function readRoster(text: string, levels: readonly Level[], usual: number): PastedLine[] {
  const rows = cellsOf(text).map((cells) => cells.map((cell) => cell.trim()));
  const heads = rows[0]?.map(fieldOfHead) ?? [];
  const hasHeads = heads.includes('name') && heads.filter(Boolean).length > 1;
  const fields = hasHeads ? heads : ORDER;
  return rows
    .map((cells, index) => {
      const written = { level: '', name: '', position: '', phone: '', superior: '' };
      fields.forEach((field, column) => {
        if (field && !written[field]) written[field] = cells[column] ?? '';
      });
      return { row: index + 1, written, level: written.level === '' ? usual : levelOf(written.level, levels) };
    })
    .filter(({ row, written }) => (row > 1 || !hasHeads) && Object.values(written).some((cell) => cell !== ''));
}

const plainPhone = (written: string) => written.replace(/[\s-]/g, '');

/** What is wrong with each line, by its place in the list; empty when the roster can be sent. The server has the last word. */
export function faultsOf(
  lines: readonly PastedLine[],
  levels: readonly Level[],
  already: readonly Pick<Recipient, 'level' | 'name'>[],
): Map<number, RosterFaults> {
  const people = [...already, ...lines.map(({ level, written }) => ({ level, name: written.name }))];
  const names = levels.map(({ number }): [number, Set<string>] => [
    number,
    new Set(people.filter(({ level }) => level === number).map(({ name }) => name)),
  ]);
  const known = new Set(already.map(({ level, name }) => `${level} ${name}`));
  const faultOf = ({ written, level }: PastedLine): RosterFaults => {
    const above = names.filter(([number]) => level !== null && number < level).map(([, each]) => each);
    const needsSuperior = level !== null && level > 1 && (written.superior || !known.has(`${level} ${written.name}`));
    return {
      ...(level === null && { level: `没有“${written.level}”这一级` }),
      ...(written.name === '' && { name: '没写姓名' }),
      ...(written.name.length > 30 && { name: '姓名太长' }),
      ...(written.position.length > 40 && { position: '职务太长' }),
      ...(written.phone !== '' && !/^1[3-9]\d{9}$/.test(plainPhone(written.phone)) && { phone: '手机号要 11 位' }),
      ...(needsSuperior && superiorFault(written.superior, above)),
    };
  };
  const faults = lines.map((line, index): [number, RosterFaults] => [index, faultOf(line)]);
  return new Map(faults.filter(([, fault]) => Object.keys(fault).length > 0));
}

/** `above` are the names of the levels above, the top one first; without a name the nearest that has anybody counts. */
function superiorFault(superior: string, above: readonly ReadonlySet<string>[]): RosterFaults | false {
  if (superior !== '')
    return !above.some((names) => names.has(superior)) && { superior: `上面没有“${superior}”这个人` };
  const nearest = [...above].reverse().find((names) => names.size > 0);
  if (!nearest) return { superior: '上一级还没有人' };
  return nearest.size > 1 && { superior: '上一级不止一个人，要写是谁' };
}

/** As the server takes it; only for lines without faults. */
export function rosterBody(lines: readonly PastedLine[]): Schemas['LetterRoster'] {
  return {
    lines: lines.map(({ level, written: { name, position, phone, superior } }) => ({
      level: level ?? 1,
      name,
      position,
      ...(phone !== '' && { phone: plainPhone(phone) }),
      ...(superior !== '' && level !== 1 && { superior }),
    })),
  };
}

const REFUSALS: Record<RosterField, string> = {
  level: '没有这一级',
  name: '姓名不对',
  position: '职务不对',
  phone: '手机号不对',
  superior: '上面没有这个人',
};

/** What the server says in a word of its own, by field and rule. */
const RULES: Record<string, string> = {
  'level other_level': '这个人已在另一级',
  'phone phone_of_other': '这个手机号是这一轮里另一个人的',
  'phone twice': '这个手机号写了两遍',
  'name twice': '这个人写了两遍；若是同名，请都写手机号',
  'name name_ambiguous': '这一级有几个同名的，请写手机号',
  'superior superior_ambiguous': '上一级不止一个，要写清是谁',
};

/** What the server found wrong (`lines.N.field`), by place in the list. */
export function refusedLines(errors: readonly Schemas['FieldError'][]): Map<number, RosterFaults> {
  const refused = new Map<number, RosterFaults>();
  for (const { field, rule } of errors) {
    const [, index, name] = /^lines\.(\d+)\.(\w+)$/.exec(field) ?? [];
    if (index === undefined || !(name! in REFUSALS)) continue;
    const key = name as RosterField;
    refused.set(Number(index), { ...refused.get(Number(index)), [key]: RULES[`${key} ${rule}`] ?? REFUSALS[key] });
  }
  return refused;
}
