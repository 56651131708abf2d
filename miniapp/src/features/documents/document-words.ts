import { ApiError, errorSentence } from '@/shared/api';
import type { Tone } from '@/shared/ui';
import type { Variable } from '@/shared/papers';
import type { Template } from './document.rules';

/** What a variable in a text stands for. */
export const VARIABLE_WORDS: Record<Variable, string> = {
  place: '哪个村或单位',
  issuer: '谁来告知',
  station: '派出所',
  stationPhone: '派出所电话',
  date: '签的那天',
  name: '签的人',
  superior: '责任书的上级',
  position: '责任书里的职务',
  term: '责任书的学期',
};

/** What a template is for, by the part of its key after the dot. */
const FOR_WHOM: Record<string, string> = {
  resident: '住户',
  business: '商户、企业',
  finance: '财务人员',
  campus: '师生家长',
  village: '村',
  enterprise: '企业',
  site: '工地',
  school: '学校',
  class: '班级',
  hospital: '医院',
};

export function forWhom(templateKey: string): string {
  return FOR_WHOM[templateKey.split('.')[1] ?? ''] ?? '其他';
}

/** Whose text it is. */
export function ownerText({ regionName }: Pick<Template, 'regionName'>): string {
  return regionName ?? '系统自带';
}

export function standingOf({ holds, draft, versions }: Template): { text: string; tone: Tone } {
  if (versions.length === 0) return { text: '没发布', tone: 'wait' };
  if (draft) return { text: '在用，有草稿', tone: 'wait' };
  return holds ? { text: '在用', tone: 'ok' } : { text: '没在用', tone: 'gray' };
}

export function refusalText(error: unknown): string {
  if (!(error instanceof ApiError)) return errorSentence(error);
  if (error.is('conflict')) return '别人刚改过这份文书，或这里已经有自己的一份。请返回，再打开一次。';
  const rules = error.problem.errors?.map(({ rule }) => rule) ?? [];
  if (rules.includes('unknown_variable')) return '大括号里有不认识的空，请对照上面的说明改。';
  if (rules.includes('too_long')) return '全文太长，请删短些。';
  return errorSentence(error);
}

const CLIP_RULES: Record<string, string> = {
  mp3_or_m4a: '这不是 mp3 或 m4a 录音，请换一个文件。',
  too_many: '这一版的录音已经够多了，请用原来的方言名替换一份。',
};

export function clipRefusal(error: unknown): string {
  if (error instanceof ApiError && error.is('payload_too_large')) return '录音太大，最多 3 MB。请压缩后再传。';
  const rule = error instanceof ApiError ? error.problem.errors?.[0]?.rule : undefined;
  return (rule && CLIP_RULES[rule]) || errorSentence(error);
}
