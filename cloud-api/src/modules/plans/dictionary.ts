/** The words that the plans, the register and the phone share: stable keys, with the Chinese that people read. */

/** What a door is. */
export const DoorKind = {
  Household: 'household',
  IndividualBusiness: 'individual_business',
  Enterprise: 'enterprise',
  Class: 'class',
} as const;
export type DoorKind = (typeof DoorKind)[keyof typeof DoorKind];

export const doorKindLabels: Record<DoorKind, string> = {
  household: '户',
  individual_business: '个体工商户',
  enterprise: '企业',
  class: '班级',
};

/** What makes a resident one of an audience. */
export const ResidentTag = {
  IndividualBusiness: 'individual_business',
  TeacherStudentParent: 'teacher_student_parent',
  EnterpriseHead: 'enterprise_head',
  FinanceStaff: 'finance_staff',
  Returnee: 'returnee',
  StudyCompanion: 'study_companion',
  Elderly: 'elderly',
  LeftBehind: 'left_behind',
  MigrantWorker: 'migrant_worker',
} as const;
export type ResidentTag = (typeof ResidentTag)[keyof typeof ResidentTag];

export const residentTagLabels: Record<ResidentTag, string> = {
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

/** How a resident belongs to the door. */
export const Relation = {
  Head: 'head',
  Spouse: 'spouse',
  Child: 'child',
  Parent: 'parent',
  Grandparent: 'grandparent',
  Grandchild: 'grandchild',
  Sibling: 'sibling',
  InLaw: 'in_law',
  Tenant: 'tenant',
  Staff: 'staff',
  Owner: 'owner',
  Other: 'other',
} as const;
export type Relation = (typeof Relation)[keyof typeof Relation];

export const relationLabels: Record<Relation, string> = {
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

/** How a visit ended. */
export const VisitOutcome = { Met: 'met', Nobody: 'nobody', Refused: 'refused', Away: 'away' } as const;
export type VisitOutcome = (typeof VisitOutcome)[keyof typeof VisitOutcome];

export const visitOutcomeLabels: Record<VisitOutcome, string> = {
  met: '见面',
  nobody: '无人',
  refused: '拒绝',
  away: '外出',
};

/** What a plan may ask of a visit before it counts. */
export const CountingRequirement = {
  FaceToFace: 'face_to_face',
  TopicTaught: 'topic_taught',
  TrainedVisitor: 'trained_visitor',
  ResidentPresent: 'resident_present',
} as const;
export type CountingRequirement = (typeof CountingRequirement)[keyof typeof CountingRequirement];

/** The fraud types are the ministry's ten of 2024 and 其他; a later list is a later version and keeps the old keys. */
export const fraudTypesVersion = '2024';

export const FraudType = {
  FakeRebate: 'fake_rebate',
  FakeInvestment: 'fake_investment',
  FakeShopping: 'fake_shopping',
  FakeCustomerService: 'fake_customer_service',
  FakeLoan: 'fake_loan',
  FakeCredit: 'fake_credit',
  FakeAcquaintance: 'fake_acquaintance',
  FakePolice: 'fake_police',
  Romance: 'romance',
  FakeGame: 'fake_game',
  Other: 'other',
} as const;
export type FraudType = (typeof FraudType)[keyof typeof FraudType];

export const fraudTypeLabels: Record<FraudType, string> = {
  fake_rebate: '刷单返利',
  fake_investment: '虚假投资理财',
  fake_shopping: '虚假购物服务',
  fake_customer_service: '冒充电商物流客服',
  fake_loan: '虚假贷款',
  fake_credit: '虚假征信',
  fake_acquaintance: '冒充领导熟人',
  fake_police: '冒充公检法',
  romance: '网络婚恋交友',
  fake_game: '网游虚假交易',
  other: '其他',
};
