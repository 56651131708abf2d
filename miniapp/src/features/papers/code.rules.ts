import type { Schemas } from '@/shared/api';
import { instantText } from '@/shared/text';

export type SignCode = Schemas['SignCode'];

export function isLive({ revoked, expiresAt }: SignCode, now: number): boolean {
  return !revoked && now < expiresAt;
}

/** The code to show: of those that still work the newest; and all others, newest first. */
export function sortCodes(
  codes: readonly SignCode[],
  now: number,
): { shown: SignCode | undefined; others: SignCode[] } {
  const newestFirst = [...codes].sort((a, b) => b.createdAt - a.createdAt);
  const shown = newestFirst.find((code) => isLive(code, now));
  return { shown, others: newestFirst.filter((code) => code !== shown) };
}

export function validityText({ expiresAt }: Pick<SignCode, 'expiresAt'>, now: number): string {
  return `${instantText(expiresAt, now)} 前有效`;
}

/** How an earlier code stands. */
export function standingOf(code: SignCode, now: number): string {
  if (code.revoked) return '已作废';
  return isLive(code, now) ? validityText(code, now) : '过期了';
}
