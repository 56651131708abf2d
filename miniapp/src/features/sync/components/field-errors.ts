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

/** Rules that say by themselves what is wrong; the field would only confuse. */
const RULES: Record<string, string> = {
  code_unknown: '签名码不对，请网格员再出示一次。',
  code_expired: '签名码过期了，请网格员再出示一次。',
  code_revoked: '签名码已作废，请网格员再出示一次。',
  code_of_other_household: '这个签名码是别家的。',
  own_household: '这不是您家的文书，您家的请从“我家”里签。',
  resident_of_door: '签名的人不在这一户的名单里，请先让网格员登记。',
  required_for_another: '替家里人签，要写明是共用的手机。请再签一次。',
  published_version: '这份文书没有发布过，请更新后再签一次。',
  version_of_this_place: '这份文书不是这个村的，请更新后再签一次。',
  issuer_of_this_place: '文书的落款不是这个村的，请更新后再签一次。',
  version_of_letter: '责任书的内容和发来的不一样，请更新后再签一次。',
  own_letter: '这份责任书不是发给您的。',
  superior_not_signed: '上级还没签，等上级签了您再签。',
  already_signed: '这份责任书您已经签过了。',
  letter_closed: '这一轮责任书已经收起，不用再签。',
  letter_removed: '这份责任书已经撤回，不用再签。',
  uploaded_by_author: '照片没有传上去，请重新拍照再签一次。',
  too_little_ink: '签名太少，看不出名字，请再签一次。',
  png: '签名的图片坏了，请再签一次。',
  own_relay: '您现在不是这个群的推送员，不用签收了。',
  not_open_yet: '上一级还没推下来，等轮到这个群再签收。',
  signed_first: '要先签收，再推送。请签收后再推一次。',
  too_late: '签了三十天才送到，请更新后再签一次。',
  name_of_resident: '名字和村里登记的不一样，请更新后再签一次。',
  signature_of_this_paper: '要换掉的不是这份文书的签名，请更新后再签一次。',
};

/** The rule, or the field, in the person's words; the rule as the server names it helps whoever they ask. */
export function fieldErrorSentence({ field, rule }: Schemas['FieldError']): string {
  const known = RULES[rule];
  if (known) return known;
  const key = field
    .split(/[.[\]]/)
    .reverse()
    .find((part) => part in FIELDS);
  return `“${key ? FIELDS[key] : field}”不对（${rule}）`;
}
