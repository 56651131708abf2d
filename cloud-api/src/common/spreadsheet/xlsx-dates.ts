const dayMs = 86_400_000;
/** The last day Excel knows: 9999-12-31. */
const lastSerial = 2_958_465;
const daysBefore1904 = 1_462;

/**
 * 'YYYY-MM-DD' of Excel's day number; null when it is no day. Excel's year 1900 has a 29 February that never was: day 60, which
 * is null here, and one day too many after it.
 */
export function dateOfSerial(serial: number, since1904: boolean): string | null {
  const day = Math.floor(serial) + (since1904 ? daysBefore1904 : 0);
  if (!(day >= 1 && day <= lastSerial) || day === 60) return null;
  return new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * dayMs).toISOString().slice(0, 10);
}

/** Built-in formats that show a day; 27–36 and 50–58 are the Chinese, Japanese and Korean ones. */
const dateFormats: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [36, 36],
  [50, 54],
  [57, 58],
];

export function isBuiltInDate(format: number): boolean {
  return dateFormats.some(([first, last]) => format >= first && format <= last);
}

const elapsedTime = /\[[hms]+\]/i;
const notShown = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g;

/** Whether a format of the author's own shows a day; one that shows only a time does not. */
export function isDateFormat(code: string): boolean {
  if (elapsedTime.test(code)) return false;
  const [positive = ''] = code.replace(notShown, '').toLowerCase().split(';');
  if (positive.includes('general')) return false;
  if (/[yd]/.test(positive)) return true;
  // An m beside hours or seconds means minutes.
  return positive.includes('m') && !/[hs]/.test(positive);
}
