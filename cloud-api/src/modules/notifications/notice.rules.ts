import { createHash } from 'node:crypto';
import { dateInWords, businessDate, timeOfDay } from '../../common/clock/index.js';
import { longestThing, type FieldSource, type MessageTemplate, noticeKinds } from '../../config/index.js';

export const longestTitle = 60;
export const longestBody = 200;
/** WeChat takes no empty field. */
const nothing = '无';

/** What a notice gives to the fields of a message. */
export interface NoticeWords {
  title: string;
  body: string;
  createdAt: number;
}

const pages: Record<string, string> = {
  relay: 'relay/index?id=',
  directive: 'board/index?id=',
  group: 'group/index?id=',
  absence: 'absences/index?id=',
  report: 'reports/index?id=',
};

/** The same for the same person and occasion, and for nothing else. */
export function onceKey(personId: string, occasion: string): string {
  return createHash('sha256').update(`${personId}\n${occasion}`).digest('hex');
}

/** Where a tap on a WeChat message leads. */
export function pageOf({ kind, target }: { kind: string; target: { kind: string; id: string } }): string {
  const page = kind === 'approval' ? 'compose/index?id=' : pages[target.kind]!;
  return `packages/cascade/${page}${target.id}`;
}

/** The values of a message's fields, each within what WeChat takes. */
export function fieldsOf({ kind, fields }: MessageTemplate, words: NoticeWords): Record<string, string> {
  const values: Record<FieldSource, string> = {
    title: cut(words.title, longestThing) || nothing,
    body: cut(words.body, longestThing) || nothing,
    createdAt: `${dateInWords(businessDate(words.createdAt))} ${timeOfDay(words.createdAt)}`,
    status: noticeKinds[kind],
  };
  return Object.fromEntries(
    fields.map(({ name, type, value }) => {
      if ('text' in value) return [name, value.text];
      const isPlain = type === 'character_string' && value.source === 'createdAt';
      return [name, isPlain ? plainMoment(words.createdAt) : values[value.source]];
    }),
  );
}

/** One line of at most so many characters, never half of one; what is cut off shows as `…`. */
export function cut(text: string, most: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line.length <= most) return line;
  let kept = '';
  for (const character of line) {
    if (kept.length + character.length > most - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

function plainMoment(instant: number): string {
  return `${businessDate(instant)} ${timeOfDay(instant)}`;
}
