import type { Schemas } from '@/shared/api';
import { businessDate } from '@/shared/clock';
import { countText, dayText, nearDayText } from '@/shared/text';
import { EXPORT_KINDS, exportFailureText, type ExportKind } from './export-words';

export type Export = Schemas['Export'];
export type NewExport = Schemas['NewExport'];

/** What is asked for, as the form holds it. */
export interface ExportWish {
  kind: ExportKind;
  planId?: string;
  round?: number;
  from?: string;
  to?: string;
  withPhones: boolean;
}

/** The order of a list; what its kind does not know is left out. */
export function orderOf(id: string, regionId: number, wish: ExportWish): NewExport {
  const { kind, planId, round, from, to, withPhones } = wish;
  switch (kind) {
    case 'visit_register':
      return { id, kind, regionId, planId, round, from, to, withPhones };
    case 'progress_table':
      return { id, kind, regionId, planId, round };
    case 'household_book':
      return { id, kind, regionId, withPhones };
  }
}

/** The same list once more, as it is by now; plan and round are those of today. */
export function sameAgain(id: string, item: Export): NewExport {
  const { kind, regionId, from, to, withPhones } = item;
  return orderOf(id, regionId, { kind, from: from ?? undefined, to: to ?? undefined, withPhones });
}

/** Who may see which list: a household book names everybody, and phones are a right of their own. */
export function kindsFor(permissions: readonly Schemas['Me']['permissions'][number][]): ExportKind[] {
  const kinds = Object.keys(EXPORT_KINDS) as ExportKind[];
  return kinds.filter((kind) => kind !== 'household_book' || permissions.includes('door.names'));
}

export function mayAskForPhones(kind: ExportKind, permissions: readonly string[]): boolean {
  return kind !== 'progress_table' && permissions.includes('door.phone');
}

export function isUnderWay({ state }: Pick<Export, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** 3月1日 至 3月31日; the days of the round where none were named. */
export function periodText({ from, to }: Pick<Export, 'from' | 'to'>): string {
  if (from && to) return `${dayText(from)} 至 ${dayText(to)}`;
  if (from) return `${dayText(from)} 起`;
  return to ? `到 ${dayText(to)}` : '';
}

/** How far a list is, or what became of it. */
export function standingText({ state, done, total, error, rowCount, expiresAt }: Export, now: number): string {
  switch (state) {
    case 'queued':
      return '前面还有别的，马上开始';
    case 'running':
      return total > 0 ? `${countText(done)} / ${countText(total)} 户` : '刚开始';
    case 'done':
      return [
        rowCount !== null && `${countText(rowCount)} 行`,
        expiresAt !== null && `保存到${nearDayText(businessDate(expiresAt), businessDate(now))}`,
      ]
        .filter(Boolean)
        .join('，');
    case 'failed':
      return exportFailureText(error);
    case 'cancelled':
      return '';
    case 'expired':
      return '文件只保存 7 天，请再做一份';
  }
}
