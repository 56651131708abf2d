import type { Schemas } from '@/shared/api';
import type { CommandKind } from '@/shared/outbox';

type Choice<Value extends string> = { value: Value; name: string };

export type DoorKind = Schemas['DoorKind'];
export type DoorState = Schemas['ProgressState'];
export type ExclusionKind = Schemas['Exclusion'];
type Outcome = Schemas['VisitOutcome'];
type Topic = Schemas['FraudType'];
type Material = Schemas['Material'];
type AwayContact = Schemas['AwayContact'];
type CompanionRole = Schemas['CompanionRole'];
export type Relation = Schemas['Relation'];
export type ResidentTag = Schemas['ResidentTag'];
type QuarantineReason = Schemas['QuarantineReason'];
export type DocumentKind = Schemas['DocumentKind'];
export type SigningMethod = Schemas['SigningMethod'];
export type Mark = Schemas['Mark'];
export type DeclineReason = Schemas['DeclineReason'];
export type RegionLevel = Schemas['Level'];
export type Role = Schemas['Role'];
export type UnitKind = Schemas['UnitKind'];

export const DOOR_KINDS: Record<DoorKind, string> = {
  household: '户',
  individual_business: '个体工商户',
  enterprise: '企业',
  class: '班级',
};

/** One or two characters for a door that has no number. */
export const DOOR_KIND_MARKS: Record<DoorKind, string> = {
  household: '户',
  individual_business: '店',
  enterprise: '企',
  class: '班',
};

export const DOOR_STATES: Record<DoorState, string> = {
  covered: '已入户',
  never: '没去过',
  nobody: '无人',
  refused: '拒绝',
  away: '外出',
  not_counting: '去了没讲成',
  newly_registered: '新登记',
  excluded: '不计入',
};

const NOT_COUNTED: Record<string, string> = {
  never_visited: '还没去过',
  nobody: '去了没人',
  nobody_home: '去了没人',
  refused: '去了不愿听',
  away: '一家人外出',
  not_face_to_face: '没有当面讲',
  no_topic: '没讲骗术，只发传单不算',
  visitor_untrained: '入户的人还没培训',
  no_resident_present: '住户不在场',
  outside_round: '不在这一轮的时间里',
  excluded_vacant: '空户',
  excluded_deregistered: '已销户',
  excluded_separated: '人户分离',
};

/** Why a door is open, or a visit does not count; the reason is the server's key. */
export function whyText(why: string | null): string | undefined {
  return why === null ? undefined : (NOT_COUNTED[why] ?? '不符合方案的要求');
}

export const EXCLUSIONS: Record<ExclusionKind, string> = {
  vacant: '空户',
  deregistered: '已销户',
  separated: '人户分离',
};

export const OUTCOMES: Record<Outcome, string> = {
  met: '见到人了',
  nobody: '家里没人',
  refused: '不愿意听',
  away: '一家人外出',
};

export const TOPICS: Record<Topic, string> = {
  fake_rebate: '刷单返利',
  fake_investment: '虚假投资',
  fake_shopping: '虚假购物',
  fake_customer_service: '冒充客服',
  fake_loan: '虚假贷款',
  fake_credit: '虚假征信',
  fake_acquaintance: '冒充熟人',
  fake_police: '冒充公检法',
  romance: '网恋交友',
  fake_game: '网游交易',
  other: '其他',
};

export const MATERIALS: Record<Material, string> = {
  leaflet: '传单',
  poster: '海报',
  sticker: '贴纸',
  gift: '小礼品',
  video: '看视频',
};

export const AWAY_CONTACTS: Record<AwayContact, string> = {
  phone: '打了电话',
  wechat: '发了微信',
  none: '没联系上',
};

export const COMPANION_ROLES: Record<CompanionRole, string> = {
  police: '民警',
  grid_worker: '网格员',
  other: '其他人',
};

export const RELATIONS: Record<Relation, string> = {
  head: '户主',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandparent: '祖辈',
  grandchild: '孙辈',
  sibling: '兄弟姐妹',
  in_law: '姻亲',
  tenant: '租户',
  staff: '员工',
  owner: '经营者',
  other: '其他',
};

export const RESIDENT_TAGS: Record<ResidentTag, string> = {
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

export const COMMANDS: Record<CommandKind, string> = {
  'visit.log': '入户登记',
  'visit.enter_paper': '纸质补录',
  'visit.correct': '修正入户',
  'visit.void': '作废入户',
  'papers.sign': '签文书',
  'papers.sign_own': '本人签文书',
  'papers.decline': '文书没签成',
  'door.register': '新登记',
  'door.update': '改门牌资料',
  'door.residents': '改住户名单',
  'door.move': '换网格',
  'door.exclude': '申请不计入',
  'door.return': '恢复走访',
  'door.claim': '认领',
  'door.release': '取消认领',
  'relay.sign': '签收',
  'relay.push': '推送到群',
};

export const DOCUMENT_KINDS: Record<DocumentKind, string> = {
  notice: '告知书',
  pledge: '承诺书',
  responsibility_letter: '责任书',
};

export const SIGNING_METHODS: Record<SigningMethod, string> = {
  witnessed: '当面签',
  wechat: '本人微信签',
  paper: '纸质签',
};

export const MARKS: Record<Mark, string> = {
  drawn: '手写签名',
  confirmed: '点按确认',
  thumbprint: '按手印',
  photo: '纸上签名',
};

export const DECLINE_REASONS: Record<DeclineReason, string> = {
  refused: '拒签',
  away: '不在家',
  no_phone: '没手机或不会用',
  other: '其他',
};

const VISIT_EVENTS: Record<string, string> = {
  'visit.logged': '登记',
  'visit.corrected': '修正',
  'visit.voided': '作废',
};

/** What happened to a visit, by the type of its event. */
export function visitEventText(type: string): string {
  return VISIT_EVENTS[type] ?? '改动';
}

/** The kind of a command that may come from a newer version of this app. */
export function commandText(kind: string): string {
  return (COMMANDS as Record<string, string>)[kind] ?? '登记';
}

const QUARANTINE_REASONS: Record<QuarantineReason, string> = {
  out_of_scope: '不在自己的网格',
  too_late: '报得太晚',
  unknown_door: '找不到这一户',
  door_closed: '这一户已注销',
  visitor_left_post: '入户的人已离任',
};

export function quarantineText(reason: string): string {
  return (QUARANTINE_REASONS as Record<string, string>)[reason] ?? '有疑问';
}

export const ROLES: Record<Role, string> = {
  county_office: '县平安办',
  township_chief: '乡镇主要领导',
  township_leader: '乡镇分管领导',
  township_office: '综治办',
  police_chief: '派出所长',
  police: '民警',
  auxiliary_police: '辅警',
  village_head: '村主干',
  grid_chief: '网格长',
  grid_worker: '网格员',
  group_leader: '村民小组长',
  school_head: '校长',
  teacher: '班主任',
  unit_head: '单位主要领导',
  unit_deputy: '单位分管领导',
  section_head: '科室负责人',
  liaison: '联络员',
};

export const REGION_LEVELS: Record<RegionLevel, string> = {
  province: '省',
  city: '市',
  county: '县',
  township: '乡镇',
  village: '村',
  grid: '网格',
  group: '小组',
  unit: '单位',
};

export const UNIT_KINDS: Record<UnitKind, string> = {
  department: '机关、站所',
  school: '学校',
  hospital: '医院',
  enterprise: '企业',
  site: '工地',
};

export function choicesOf<Value extends string>(words: Record<Value, string>): Choice<Value>[] {
  return (Object.entries(words) as [Value, string][]).map(([value, name]) => ({ value, name }));
}
