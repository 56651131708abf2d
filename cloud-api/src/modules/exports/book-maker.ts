import { Injectable } from '@nestjs/common';
import { businessDate, dateInWords } from '../../common/clock/index.js';
import type { RowSpec } from '../../common/spreadsheet/index.js';
import { bookColumns, bookRows } from './book.rules.js';
import { ExportDoors } from './export-doors.js';
import { ExportPlaces, type VillagePlace } from './export-places.js';
import type { ListMaker, ListOrder, MadeList } from './list-maker.js';

/** 户册: one sheet, because it is read by machines as well as by people. */
@Injectable()
export class BookMaker implements ListMaker {
  constructor(
    private readonly places: ExportPlaces,
    private readonly doors: ExportDoors,
  ) {}

  async make(order: ListOrder): Promise<MadeList> {
    const { actor, region, withPhones, asOf } = order;
    const villages = await this.places.villages(actor, region);
    const count = { rows: 0, doors: 0, total: await this.doors.count(villages) };
    const sheet = {
      name: '户册',
      title: `${await this.places.title(region)}户册`,
      subtitles: [`制表日期：${dateInWords(businessDate(asOf))}`],
      columns: bookColumns(withPhones),
      rows: this.rows(villages, count, order),
      ...(count.total === 0 ? { notes: ['说明：没有登记的户。'] } : {}),
      landscape: true,
      frozenColumns: 5,
    };
    return { book: { sheets: [sheet] }, rows: () => count.rows };
  }

  private async *rows(
    villages: readonly VillagePlace[],
    count: { rows: number; doors: number; total: number },
    { actor, withPhones, progress }: ListOrder,
  ): AsyncGenerator<RowSpec> {
    const question = {
      actor,
      phones: withPhones ? ('full' as const) : ('none' as const),
      period: null,
      standing: null,
    };
    for await (const page of this.doors.walk(villages, question)) {
      for (const door of page) {
        const rows = bookRows(door, withPhones);
        count.rows += rows.length;
        yield* rows;
      }
      count.doors += page.length;
      await progress(count.doors, count.total);
    }
  }
}
