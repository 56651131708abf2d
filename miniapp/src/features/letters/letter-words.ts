import { ApiError, errorSentence } from '@/shared/api';
import type { Tone } from '@/shared/ui';
import type { LetterState } from './letter.rules';

export const LETTER_STATES: Record<LetterState, { name: string; tone: Tone }> = {
  signed: { name: '已签', tone: 'ok' },
  due: { name: '可以签了', tone: 'accent' },
  late: { name: '晚了', tone: 'late' },
  waiting: { name: '等上级', tone: 'gray' },
};

const REFUSALS: Record<string, string> = {
  chainKey: '这里不能发起这一条链，请换一条。',
  regionId: '这个地方不能发起这一条链，请换一个。',
  dueOn: '截止日期要在今天以后。',
  term: '请选是哪个学期。',
};

/** Why a round did not begin. */
export function startRefusal(error: unknown): string {
  if (!(error instanceof ApiError)) return errorSentence(error);
  if (error.is('conflict')) return '这里这一条链已经发起过了，请到下面的列表里看。';
  const field = error.problem.errors?.map((each) => REFUSALS[each.field]).find(Boolean);
  return field ?? errorSentence(error);
}
