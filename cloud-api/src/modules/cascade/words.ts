import type { Severity } from '../plans/index.js';
import type { Level } from '../regions/index.js';

/** What people are told in messages; the phone has its own words for screens. */
export const severityWords: Record<Severity, string> = { critical: '特急', urgent: '紧急', normal: '' };
export const kindWords: Record<string, string> = {
  instruction: '指令',
  circular: '通报',
  tip: '防范信息',
  alert: '预警',
};
const levelWords = ['指挥群', '第一级', '第二级', '第三级', '第四级'];

export function levelWord(level: number): string {
  return levelWords[level] ?? `第${level}级`;
}

const officeWords: Partial<Record<Level, string>> = { county: '平安办', city: '平安办', township: '综治办' };

/** 蟒河镇综治办: whose office speaks. */
export function issuerName(level: Level, place: string): string {
  return `${place}${officeWords[level] ?? ''}`;
}
