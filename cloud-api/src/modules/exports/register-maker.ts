import { Injectable } from '@nestjs/common';
import { businessDate, dateInWords, dayMs, startOfDate, timeOfDay } from '../../common/clock/index.js';
import type { RowSpec, SheetSpec } from '../../common/spreadsheet/index.js';
import { type Coverage, CoverageService } from '../coverage/index.js';
import type { ExportDoor } from './export-door.js';
import { type DoorQuestion, ExportDoors } from './export-doors.js';
import { ExportPlaces, type SheetPlace } from './export-places.js';
import type { ExportOptions } from './export.rules.js';
import { gap, type ListMaker, type ListOrder, type MadeList, signatures } from './list-maker.js';
import { registerColumns, type RegisterForm, registerRows } from './register.rules.js';
import { tabNames } from './tab-names.rules.js';

/** Days, both included. */
interface Period {
  from: string;
  to: string;
}

const beginning = '2000-01-01';

/** 入户登记表 for 督查 and 倒查: on A3 across, a sheet a village. */
@Injectable()
export class RegisterMaker implements ListMaker {
  constructor(
    private readonly places: ExportPlaces,
    private readonly doors: ExportDoors,
    private readonly coverage: CoverageService,
  ) {}

  async make(order: ListOrder): Promise<MadeList> {
    const { actor, region, options, withPhones, asOf } = order;
    const { planId, round } = options;
    const board = await this.coverage.board(actor, { regionId: region.id, planId, round });
    const period = periodOf(options, board, businessDate(asOf));
    const question: DoorQuestion = {
      actor,
      phones: withPhones ? 'full' : 'masked',
      period: { from: startOfDate(period.from), until: startOfDate(period.to) + dayMs },
      standing: board.plan && board.round && { planId: board.plan.id, round: board.round.number },
    };
    const places = await this.places.sheets(actor, region);
    const count = { rows: 0, doors: 0, total: await this.doors.count(places.flatMap(({ villages }) => villages)) };
    const tabs = tabNames(places.map(({ name }) => name));
    const withPapers = board.totals.papers !== null;
    const sheet = (place: SheetPlace, index: number): SheetSpec => {
      const form = { severalVillages: place.villages.length > 1, withPapers };
      return {
        name: tabs[index]!,
        title: `${place.title}防范电信网络诈骗入户宣传登记表`,
        subtitles: subtitlesOf(board, period, asOf),
        columns: registerColumns(form),
        rows: this.rows(place, { question, form }, count, order),
        notes: [...notesOf(place, withPapers), signatures],
        paper: 'A3',
        landscape: true,
        frozenColumns: form.severalVillages ? 4 : 3,
      };
    };
    return { book: { sheets: places.map(sheet) }, rows: () => count.rows };
  }

  /** Doors that nobody visited wait until their grid is through. */
  private async *rows(
    place: SheetPlace,
    { question, form }: { question: DoorQuestion; form: RegisterForm },
    count: { rows: number; doors: number; total: number },
    { progress }: ListOrder,
  ): AsyncGenerator<RowSpec> {
    let unvisited: ExportDoor[] = [];
    let written = 0;
    const emit = function* (doors: Iterable<ExportDoor>): Generator<RowSpec> {
      for (const door of doors) {
        for (const row of registerRows(door, form)) {
          written += 1;
          count.rows += 1;
          yield row;
        }
      }
    };
    for await (const page of this.doors.walk(place.villages, question)) {
      for (const door of page) {
        if (unvisited[0] && unvisited[0].gridId !== door.gridId) {
          yield* emit(unvisited);
          unvisited = [];
        }
        if (door.visits.length === 0) unvisited.push(door);
        else yield* emit([door]);
      }
      count.doors += page.length;
      await progress(count.doors, count.total);
    }
    yield* emit(unvisited);
    if (written === 0) yield { cells: ['没有登记的户，也没有入户记录'] };
  }
}

/** What was asked for; otherwise the round until today, or all there is where no plan runs. */
function periodOf(options: ExportOptions, { round }: Coverage, today: string): Period {
  const from = options.from ?? round?.from ?? beginning;
  const end = round?.until && round.until < today ? round.until : today;
  return { from, to: options.to ?? (end < from ? from : end) };
}

function subtitlesOf({ plan, round }: Coverage, { from, to }: Period, asOf: number): string[] {
  const since = from === beginning ? `截至${dateInWords(to)}` : `${dateInWords(from)}至${dateInWords(to)}`;
  const planned = plan && round ? `${gap}方案：${plan.name}（第${round.number}轮·${round.name}）` : '';
  const made = businessDate(asOf);
  return [
    `登记期间：${since}${planned}`,
    `制表日期：${dateInWords(made)}${gap}数据截至：${dateInWords(made)} ${timeOfDay(asOf)}`,
  ];
}

function notesOf({ villages }: SheetPlace, withPapers: boolean): string[] {
  if (villages.every(({ grids }) => grids.length === 0)) return ['本表范围内还没有划分网格。'];
  const signing = withPapers
    ? '两书签订栏为本轮的情况；签名栏为已签订人和日期，空白的供住户在纸上签名。'
    : '签名栏供住户在纸上签名。';
  return [`说明：登记期间没有入户记录的户，列在所在网格之后，结果栏注明原因；${signing}`];
}
