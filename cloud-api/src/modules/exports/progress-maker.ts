import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { businessDate, dateInWords, timeOfDay } from '../../common/clock/index.js';
import type { RowSpec, SheetSpec } from '../../common/spreadsheet/index.js';
import { type Coverage, CoverageService } from '../coverage/index.js';
import { everyone } from '../plans/index.js';
import { Level, type RegionRecord } from '../regions/index.js';
import { ExportPlaces } from './export-places.js';
import { ExportSourceRepository } from './export-source.repository.js';
import { gap, type ListMaker, type ListOrder, type MadeList, signatures } from './list-maker.js';
import { progressColumns, progressRows, type ProgressTable } from './progress.rules.js';
import { tabNames } from './tab-names.rules.js';

/** 工作进度表: the coverage board of a region as a printed table. It asks the board itself and counts nothing anew. */
@Injectable()
export class ProgressMaker implements ListMaker {
  constructor(
    private readonly coverage: CoverageService,
    private readonly places: ExportPlaces,
    private readonly source: ExportSourceRepository,
  ) {}

  async make({ actor, region, options, asOf, progress }: ListOrder): Promise<MadeList> {
    const asked = { regionId: region.id, planId: options.planId, round: options.round };
    const board = await this.coverage.board(actor, asked);
    const table = await this.table(actor, region, board, businessDate(asOf));
    const rows: RowSpec[] = board.plan ? progressRows(table) : [{ cells: ['没有正在执行的方案'] }];
    const sheet: SheetSpec = {
      name: tabNames([`${region.name}进度`])[0]!,
      title: `${await this.places.title(region)}防范电信网络诈骗宣传工作进度表`,
      subtitles: subtitlesOf(board, asOf),
      columns: progressColumns(table),
      rows,
      notes: [...notesOf(board), signatures],
      paper: 'A3',
      landscape: true,
      frozenColumns: 1,
    };
    await progress(1, 1);
    return { book: { sheets: [sheet] }, rows: () => (board.plan ? table.places.length : 0) };
  }

  private async table(actor: Actor, region: RegionRecord, board: Coverage, today: string): Promise<ProgressTable> {
    const boards = new Map<string, Coverage>([[everyone.key, board]]);
    const { plan, round } = board;
    if (!plan || !round) return { places: [], boards, withApp: new Map(), today };
    for (const { key } of plan.audiences.filter((audience) => audience.key !== everyone.key)) {
      const asked = { regionId: region.id, planId: plan.id, round: round.number, audience: key };
      boards.set(key, await this.coverage.board(actor, asked));
    }
    return {
      places: await this.placesOf(actor, region, boards.values()),
      boards,
      withApp: await this.source.doorsWithApp(region, plan.id, round.number),
      today,
    };
  }

  /** Every open place below, also one where nothing has begun, and closed ones that still count. */
  private async placesOf(
    actor: Actor,
    region: RegionRecord,
    boards: Iterable<Coverage>,
  ): Promise<ProgressTable['places']> {
    if (region.level === Level.Grid) return [];
    const places = new Map((await this.places.below(actor, region)).map(({ id, name }) => [id, { id, name }]));
    for (const { children } of boards) {
      for (const { regionId: id, name } of children) if (!places.has(id)) places.set(id, { id, name });
    }
    return [...places.values()];
  }
}

function subtitlesOf({ plan, round }: Coverage, asOf: number): string[] {
  const date = businessDate(asOf);
  const made = `制表日期：${dateInWords(date)}${gap}数据截至：${dateInWords(date)} ${timeOfDay(asOf)}`;
  if (!plan || !round) return [made];
  const until = round.until === null ? '起' : `至${dateInWords(round.until)}`;
  return [`方案：${plan.name}${gap}第${round.number}轮·${round.name}：${dateInWords(round.from)}${until}`, made];
}

function notesOf({ plan, totals }: Coverage): string[] {
  if (!plan) return ['本地没有正在执行的方案，没有进度可以统计。'];
  const papers = totals.papers === null ? '' : '签齐户是应签的文书都已签订的户，签齐率＝签齐户÷应签户。';
  return [
    `说明：入户率＝已入户÷应走到户数；经批准的空户、销户、人户分离不计入应走到户数。超期未入户为本轮截止后仍未入户的户数。${papers}“—”表示该项未启用或没有应走到的户。`,
  ];
}
