import type { ColumnSpec, RowSpec } from '../../common/spreadsheet/index.js';
import type { Coverage, CoverageCounts } from '../coverage/index.js';
import { everyone } from '../plans/index.js';

/** 工作进度表 (S2.3): what the board of each place says, side by side. */
export interface ProgressTable {
  /** The places in the order of the rows; a place without counts has nothing to reach. */
  places: readonly { id: number; name: string }[];
  /** The same region, plan and round, once for everybody and once for each audience of the plan. */
  boards: ReadonlyMap<string, Coverage>;
  /** Doors with the APP installed, by place and for the whole region. */
  withApp: ReadonlyMap<number, number>;
  today: string;
}

/** One line of the table. */
interface Line {
  name: string;
  workers: readonly string[];
  countsOf: (audience: string) => CoverageCounts | undefined;
  withApp: number;
}

interface ProgressColumn extends ColumnSpec {
  of: (line: Line) => string | number | null;
}

/** What is not switched on yet. */
const off = '—';

export function progressColumns(table: ProgressTable): ColumnSpec[] {
  return columnsOf(table).map(({ of: _of, ...column }) => column);
}

export function progressRows(table: ProgressTable): RowSpec[] {
  const columns = columnsOf(table);
  const rows = linesOf(table).map((line) => ({ cells: columns.map((column) => column.of(line)) }));
  return [...rows, { cells: columns.map((column) => column.of(totalOf(table))), strong: true }];
}

function linesOf({ places, boards, withApp }: ProgressTable): Line[] {
  const children = new Map([...boards].map(([audience, board]) => [audience, byRegion(board)]));
  return places.map(({ id, name }) => ({
    name,
    workers: children.get(everyone.key)?.get(id)?.workers ?? [],
    countsOf: (audience) => children.get(audience)?.get(id)?.counts,
    withApp: withApp.get(id) ?? 0,
  }));
}

function byRegion({ children }: Coverage) {
  return new Map(children.map((child) => [child.regionId, child]));
}

function totalOf({ boards, withApp }: ProgressTable): Line {
  const sum = [...withApp.values()].reduce((whole, part) => whole + part, 0);
  return { name: '合计', workers: [], countsOf: (audience) => boards.get(audience)?.totals, withApp: sum };
}

function columnsOf({ boards, today }: ProgressTable): ProgressColumn[] {
  const { plan, round } = boards.get(everyone.key)!;
  const isOver = round !== null && round.until !== null && round.until < today;
  const audiences = (plan?.audiences ?? []).filter(({ key }) => key !== everyone.key);
  return [
    { head: '单位', width: 16, of: ({ name }) => name },
    number('应走到户数', 8, ({ total }) => total),
    number('已入户', 8, ({ covered }) => covered),
    { head: '入户率', width: 9, align: 'center', of: (line) => rateText(line.countsOf(everyone.key)) },
    ...paperColumns(boards.get(everyone.key)!),
    { head: '建群', width: 6, align: 'center', of: () => off },
    { head: '18至60岁入群', width: 8, align: 'center', of: () => off },
    { head: 'APP安装户', width: 8, of: ({ withApp }) => withApp },
    ...audiences.flatMap(({ key, name, unit }) => audienceColumns(key, name, unit)),
    number('超期未入户', 8, ({ total, covered }) => (isOver ? total - covered : 0)),
    ...grouped('不计入', [
      number('空户', 6, ({ excluded }) => excluded.vacant),
      number('销户', 6, ({ excluded }) => excluded.deregistered),
      number('人户分离', 6, ({ excluded }) => excluded.separated),
    ]),
    ...grouped('没走到的原因', [
      number('未走访', 6, ({ reasons }) => reasons.never),
      number('无人', 6, ({ reasons }) => reasons.nobody),
      number('拒绝', 6, ({ reasons }) => reasons.refused),
      number('外出', 6, ({ reasons }) => reasons.away),
      number('不符合要求', 6, ({ reasons }) => reasons.not_counting),
      number('新登记', 6, ({ reasons }) => reasons.newly_registered),
    ]),
    ...unsignedColumns(boards.get(everyone.key)!),
    { head: '责任人', width: 14, of: ({ workers }) => workers.join('、') },
    { head: '截至日期', width: 11, align: 'center', of: () => today },
  ];
}

/** One column that says so where the plan asks for no papers. */
function paperColumns({ totals }: Coverage): ProgressColumn[] {
  if (totals.papers === null) return [{ head: '两书签订', width: 7, align: 'center', of: () => off }];
  return grouped('两书签订', [
    number('应签户', 7, ({ papers }) => papers?.owed ?? 0),
    number('告知书', 7, ({ papers }) => papers?.notice ?? 0),
    number('承诺书', 7, ({ papers }) => papers?.pledge ?? 0),
    number('签齐户', 7, ({ papers }) => papers?.both ?? 0),
    {
      head: '签齐率',
      width: 9,
      align: 'center',
      of: (line) => {
        const papers = line.countsOf(everyone.key)?.papers;
        return shareText(papers?.both ?? 0, papers?.owed ?? 0);
      },
    },
  ]);
}

function unsignedColumns({ totals }: Coverage): ProgressColumn[] {
  if (totals.papers === null) return [];
  return grouped('没签齐的原因', [
    number('拒绝', 6, ({ papers }) => papers?.unsigned.refused ?? 0),
    number('外出', 6, ({ papers }) => papers?.unsigned.away ?? 0),
    number('无手机', 6, ({ papers }) => papers?.unsigned.no_phone ?? 0),
    number('其他', 6, ({ papers }) => papers?.unsigned.not_yet ?? 0),
  ]);
}

function number(head: string, width: number, valueOf: (counts: CoverageCounts) => number): ProgressColumn {
  const of = (line: Line) => {
    const counts = line.countsOf(everyone.key);
    return counts ? valueOf(counts) : 0;
  };
  return { head, width, of };
}

function grouped(group: string, columns: readonly ProgressColumn[]): ProgressColumn[] {
  return columns.map((column) => ({ ...column, group }));
}

/** An audience is counted by doors, or by the persons behind them. */
function audienceColumns(key: string, name: string, unit: string): ProgressColumn[] {
  const counted = unit === 'person' ? '人' : '户';
  const all = (counts: CoverageCounts) => (unit === 'person' ? counts.personsTotal : counts.total);
  const reached = (counts: CoverageCounts) => (unit === 'person' ? counts.personsCovered : counts.covered);
  const column = (head: string, valueOf: (counts: CoverageCounts) => number): ProgressColumn => ({
    head,
    group: name,
    width: 7,
    of: (line) => {
      const counts = line.countsOf(key);
      return counts ? valueOf(counts) : 0;
    },
  });
  return [column(`应到${counted}`, all), column(`已到${counted}`, reached)];
}

/** Where there is nothing to reach there is no rate. */
export function rateText(counts: CoverageCounts | undefined): string {
  return shareText(counts?.covered ?? 0, counts?.total ?? 0);
}

function shareText(part: number, whole: number): string {
  if (whole === 0) return off;
  // Down, so that only what is complete is 100 %.
  return `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)}%`;
}
