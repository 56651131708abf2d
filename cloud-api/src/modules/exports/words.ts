import type { ProgressState } from '../coverage/index.js';
import type { Exclusion } from '../doors/index.js';
import type { DoorKind, FraudType, ResidentTag, VisitOutcome } from '../plans/index.js';
import type { DeclineReason } from '../signatures/index.js';

/** The words of printed lists. Kinds and tags are those that the import of a household book reads back. */
export const doorKindWords: Record<DoorKind, string> = {
  household: '住户',
  individual_business: '个体工商户',
  enterprise: '企业',
  class: '班级',
};

export const tagWords: Record<ResidentTag, string> = {
  individual_business: '个体工商户',
  teacher_student_parent: '师生家长',
  enterprise_head: '企业负责人',
  finance_staff: '财务人员',
  returnee: '返乡',
  study_companion: '陪读',
  elderly: '老人',
  left_behind: '留守',
  migrant_worker: '务工',
};

export const outcomeWords: Record<VisitOutcome, string> = {
  met: '见面',
  nobody: '无人',
  refused: '拒绝',
  away: '外出',
};

export const awayContactWords: Record<string, string> = { phone: '已电话联系', wechat: '已微信联系', none: '未联系上' };

/** The ministry's ten types by their full names. */
const topics: Record<FraudType, string> = {
  fake_rebate: '刷单返利',
  fake_investment: '虚假网络投资理财',
  fake_shopping: '虚假购物服务',
  fake_customer_service: '冒充电商物流客服',
  fake_loan: '虚假贷款',
  fake_credit: '虚假征信',
  fake_acquaintance: '冒充领导熟人',
  fake_police: '冒充公检法及政府机关',
  romance: '网络婚恋交友',
  fake_game: '网络游戏产品虚假交易',
  other: '其他',
};

export const topicWords: Record<string, string> = topics;

export const materialWords: Record<string, string> = {
  leaflet: '宣传单',
  poster: '海报',
  sticker: '贴纸',
  gift: '宣传品',
  video: '视频',
};

export const companionWords: Record<string, string> = { police: '民警', grid_worker: '网格员', other: '' };

export const stateWords: Record<ProgressState, string> = {
  covered: '本轮已入户',
  never: '未走访',
  nobody: '无人',
  refused: '拒绝',
  away: '外出',
  not_counting: '走访不符合要求',
  newly_registered: '新登记，未走访',
  excluded: '不计入',
};

export const declineWords: Record<DeclineReason, string> = {
  refused: '拒绝',
  away: '外出',
  no_phone: '无手机',
  other: '其他原因',
};

export const exclusionWords: Record<Exclusion, string> = {
  vacant: '空户',
  deregistered: '销户',
  separated: '人户分离',
};
