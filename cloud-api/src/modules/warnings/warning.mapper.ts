import type { FeedWarning, Warning, WarningCard } from './dto/warning.dto.js';
import type { Reader, ShownReading, Standing, WarningRecord, WarningVersion } from './warning-records.js';
import { issuerName } from '../cascade/index.js';
import { isForEverybody, isForReader, isOver } from './warning.rules.js';

/** Read in great numbers: nothing is copied that is not shown. */
function toWarning(warning: WarningVersion, { recalledAt, recallReason, region }: Standing): Warning {
  return {
    directiveId: warning.directiveId,
    versionId: warning.id,
    number: warning.number,
    kind: warning.kind,
    severity: warning.severity,
    title: warning.title,
    body: warning.body,
    fraudType: warning.fraudType,
    photoIds: warning.photoIds,
    hasClip: warning.clip !== null,
    issuer: issuerName(region.level, region.name),
    publishedAt: warning.publishedAt,
    amendReason: warning.amendReason,
    recalledAt,
    recallReason,
  };
}

export function toFeedWarning(
  warning: WarningVersion,
  standing: Standing,
  { tags }: Pick<Reader, 'tags'>,
  reading: ShownReading | undefined,
): FeedWarning {
  return Object.assign(toWarning(warning, standing), {
    forYou: isForReader(warning.audiences, tags),
    openedAt: hasOpened(warning, reading) ? reading!.openedAt : null,
    helpfulAt: reading?.helpfulAt ?? null,
  });
}

/** Whoever opened an earlier version has this one still before them. */
export function hasOpened(
  { publishedAt }: Pick<WarningVersion, 'publishedAt'>,
  reading: ShownReading | undefined,
): boolean {
  return reading !== undefined && reading.openedAt >= publishedAt;
}

/** Nothing of what is for those in office, and of what was recalled a while ago only that it was. */
export function toCard(warning: WarningRecord, newer: boolean, now: number): WarningCard {
  const internal = !isForEverybody(warning.kind);
  const whole = { ...toWarning(warning, warning), internal, newer };
  const noContent = { body: '', fraudType: null, photoIds: [], hasClip: false };
  if (internal) return { ...whole, ...noContent, title: '', amendReason: null, recallReason: null };
  return isOver(warning.recalledAt, now) ? { ...whole, ...noContent } : whole;
}
