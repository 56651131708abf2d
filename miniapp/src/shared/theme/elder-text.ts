// 18 pt and 30 pt in CSS pixels: the span the national guideline for elder-friendly apps asks for.
const SMALLEST = 24;
const LARGEST = 40;
// WeChat's own "standard" text size.
const STANDARD_SETTING = 17;

export function elderTextSize(fontSizeSetting: number | undefined): number {
  const wanted = SMALLEST * ((fontSizeSetting ?? STANDARD_SETTING) / STANDARD_SETTING);
  return Math.round(Math.min(LARGEST, Math.max(SMALLEST, wanted)));
}
