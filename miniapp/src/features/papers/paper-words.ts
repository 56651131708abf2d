import type { Schemas } from '@/shared/api';
import { businessDate } from '@/shared/clock';
import { clockText, dayText, DOCUMENT_KINDS, nearDayText } from '@/shared/text';
import type { Tone } from '@/shared/ui';
import type { DoorPaper, MyLetter, ToSign } from './own-papers.rules';

type Kind = Schemas['DocumentKind'];

interface Mark {
  text: string;
  tone: Tone;
}

/** 有 1 份承诺书等您签字; papers of several kinds are 文书. */
export function toSignTitle(papers: readonly Pick<DoorPaper, 'kind'>[]): string {
  return `有 ${papers.length} 份${kindName(papers.map(({ kind }) => kind))}等您签字`;
}

function kindName(kinds: readonly Kind[]): string {
  const [first] = kinds;
  return first && kinds.every((kind) => kind === first) ? DOCUMENT_KINDS[first] : '文书';
}

export const SIGNATURE_STATES: Record<Schemas['SignatureState'], Mark> = {
  in_force: { text: '有效', tone: 'ok' },
  withdrawn: { text: '已撤回', tone: 'gray' },
  replaced: { text: '已换新的', tone: 'gray' },
  erased: { text: '已删除', tone: 'gray' },
};

export const LETTER_STATES: Record<MyLetter['state'], Mark> = {
  signed: { text: '已签', tone: 'ok' },
  due: { text: '该您签', tone: 'accent' },
  late: { text: '晚了', tone: 'late' },
  waiting: { text: '等上级', tone: 'gray' },
};

/** 台头村 · 网格长 · 2026年 */
export function letterPlace({ placeName, position, term }: MyLetter): string {
  return [placeName, position, term].filter(Boolean).join(' · ');
}

/** 5月31日前签; who has to sign first; that it is late. */
export function letterDue({ state, dueOn, superiorName }: MyLetter, today: string): string {
  const day = nearDayText(dueOn, today);
  switch (state) {
    case 'signed':
      return '签好了';
    case 'due':
      return dueOn === today ? '今天要签' : `${day}前签`;
    case 'late':
      return `${day}就该签了，现在还能签`;
    case 'waiting':
      return `${superiorName ?? '上级'}先签，签了会轮到您`;
  }
}

/** 2 份要签, as it stands beside the way to one's papers. */
export function toSignMark({ papers, letters }: Pick<ToSign, 'papers' | 'letters'>): Mark | null {
  const count = papers.length + letters.length;
  if (count === 0) return null;
  const late = letters.filter(({ state }) => state === 'late').length;
  return late > 0 ? { text: `${late} 份晚了`, tone: 'late' } : { text: `${count} 份要签`, tone: 'wait' };
}

/** 2026年11月22日 14:05: what one signed is looked at in other years too. */
export function momentText(instant: number): string {
  const date = businessDate(instant);
  return `${date.slice(0, 4)}年${dayText(date)} ${clockText(instant)}`;
}

/** 2026年11月22日签; who signed, when it was not oneself. */
export function signedText(instant: number, by: string | null): string {
  const date = businessDate(instant);
  return `${date.slice(0, 4)}年${dayText(date)}${by ?? ''}签`;
}
