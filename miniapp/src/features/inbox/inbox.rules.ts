import type { Schemas } from '@/shared/api';
import { PAGES } from '@/shared/platform';

export type Notification = Schemas['NotificationItem'];

export interface Place {
  page: string;
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
      return { page: PAGES.relay, query: { id: targetId } };
    case 'directive':
      return { page: directivePage(kind, reader), query: { id: targetId } };
    case 'group':
      return { page: PAGES.chatGroup, query: { id: targetId } };
    case 'absence':
      return { page: PAGES.absences, query: {} };
    case 'report':
      return reader.readsCascades
        ? { page: PAGES.scamReports, query: { regionId: reader.homeRegionId ?? undefined } }
        : { page: PAGES.reportScam, query: {} };
  }
}

function directivePage(kind: string, { readsCascades }: Reader): string {
  if (kind === 'approval' || kind === 'returned') return PAGES.composeDirective;
  return readsCascades ? PAGES.cascadeBoard : PAGES.warning;
}

// More than a label shows.
const MOST_COUNTED = 99;

/** 3 条未读; nothing when all are read. */
export function unreadText(unread: number): string | null {
  if (unread === 0) return null;
  return unread > MOST_COUNTED ? `${MOST_COUNTED}+ 条未读` : `${unread} 条未读`;
}
