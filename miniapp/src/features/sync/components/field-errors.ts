import type { Schemas } from '@/shared/api';

const FIELDS: Record<string, string> = {
  doorId: '住户',
  outcome: '结果',
  startedAt: '开始时间',
  endedAt: '结束时间',
  topics: '讲的内容',
  faceToFace: '是否当面讲',
  nextAttemptOn: '下次去的日期',
  presentResidentIds: '在场的人',
  photoIds: '照片',
  name: '名称',
  address: '地址',
  code: '门牌号',
  gridId: '网格',
  groupId: '村民小组',
  residents: '登记的人',
  phone: '手机号',
  birthMonth: '出生年月',
  reason: '原因',
  happenedAt: '时间',
};

/** The field in the person's words; the rule as the server names it helps whoever they ask. */
export function fieldErrorSentence({ field, rule }: Schemas['FieldError']): string {
  const key = field
    .split(/[.[\]]/)
    .reverse()
    .find((part) => part in FIELDS);
  return `“${key ? FIELDS[key] : field}”不对（${rule}）`;
}
