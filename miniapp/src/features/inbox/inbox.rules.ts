import type { Schemas } from '@/shared/api';
import { SEVERITIES } from '@/shared/text';

export type Notification = Schemas['NotificationItem'];

/** Which page, by its name in `PAGES`. */
type PageName =
  'relay' | 'chatGroup' | 'absences' | 'scamReports' | 'reportScam' | 'composeDirective' | 'cascadeBoard' | 'warning';

export interface Place {
  page: PageName;
  query: Record<string, string | number | undefined>;
}

interface Reader {
  /** May see how far directives came. */
  readsCascades: boolean;
  homeRegionId: number | null;
}

/** Where a tap on a notification leads. */
export function placeOf({ kind, targetKind, targetId }: Notification, reader: Reader): Place {
  switch (targetKind) {
    case 'relay':
      return { page: 'relay', query: { id: targetId } };
    case 'directive':
      return { page: directivePage(kind, reader), query: { id: targetId } };
    case 'group':
      return { page: 'chatGroup', query: { id: targetId } };
    case 'absence':
      return { page: 'absences', query: {} };
    case 'report':
      return reader.readsCascades
        ? { page: 'scamReports', query: { regionId: reader.homeRegionId ?? undefined } }
        : { page: 'reportScam', query: {} };
  }
}

function directivePage(kind: string, { readsCascades }: Reader): PageName {
  if (kind === 'approval' || kind === 'returned') return 'composeDirective';
  return readsCascades ? 'cascadeBoard' : 'warning';
}

/** 未读，特急，请签收并推送: a row without its colours. */
export function heardAs({ title, pressing, readAt }: Notification): string {
  return [readAt === null && '未读', pressing && SEVERITIES.critical, title].filter(Boolean).join('，');
}

// More than a label shows.
const MOST_COUNTED = 99;

/** 3 条未读; nothing when all are read. */
export function unreadText(unread: number): string | null {
  if (unread === 0) return null;
  return unread > MOST_COUNTED ? `${MOST_COUNTED}+ 条未读` : `${unread} 条未读`;
}
