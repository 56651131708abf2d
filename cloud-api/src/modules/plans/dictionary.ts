/** The words that the plans, the register and the phone share: stable keys; the phone keeps the Chinese that people read. */

/** What a door is. */
export const DoorKind = {
  Household: 'household',
  IndividualBusiness: 'individual_business',
  Enterprise: 'enterprise',
  Class: 'class',
} as const;
export type DoorKind = (typeof DoorKind)[keyof typeof DoorKind];

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

/** How a visit ended. */
export const VisitOutcome = { Met: 'met', Nobody: 'nobody', Refused: 'refused', Away: 'away' } as const;
export type VisitOutcome = (typeof VisitOutcome)[keyof typeof VisitOutcome];

/** What a plan may ask of a visit before it counts. */
export const CountingRequirement = {
  FaceToFace: 'face_to_face',
  TopicTaught: 'topic_taught',
  TrainedVisitor: 'trained_visitor',
  ResidentPresent: 'resident_present',
} as const;
export type CountingRequirement = (typeof CountingRequirement)[keyof typeof CountingRequirement];

/** What a paper is: it informs, it promises, or it hands a duty down a chain. */
export const DocumentKind = {
  Notice: 'notice',
  Pledge: 'pledge',
  ResponsibilityLetter: 'responsibility_letter',
} as const;
export type DocumentKind = (typeof DocumentKind)[keyof typeof DocumentKind];

/** Who of a door signs a paper: one person for the household, each adult, or each resident with a tag. */
export const PaperSigners = { Household: 'household', EachAdult: 'each_adult', Tagged: 'tagged' } as const;
export type PaperSigners = (typeof PaperSigners)[keyof typeof PaperSigners];

/** Where a chain of 责任书 runs. */
export const ChainPlace = { Village: 'village', Unit: 'unit' } as const;
export type ChainPlace = (typeof ChainPlace)[keyof typeof ChainPlace];

/** What is taught: the ministry's ten types of 2024 and 其他. A later list keeps the old keys. */
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

/** How urgent a directive is: 特急, 紧急, 一般. */
export const Severity = { Critical: 'critical', Urgent: 'urgent', Normal: 'normal' } as const;
export type Severity = (typeof Severity)[keyof typeof Severity];

/** The places that have a group of a kind each: the plan's own, each village, each 村民小组, each school and its classes … */
export const GroupPlace = {
  Plan: 'plan',
  Township: 'township',
  Village: 'village',
  Group: 'group',
  /** A unit that is a school; schools hang below no unit. */
  School: 'school',
  Class: 'class',
  /** A unit of any other kind that hangs below no unit. */
  Unit: 'unit',
  /** A unit below another unit: an enterprise that a department looks after. */
  Subunit: 'subunit',
} as const;
export type GroupPlace = (typeof GroupPlace)[keyof typeof GroupPlace];

/** Who is meant at the end of a chain. */
export const GroupReach = { Residents: 'residents', Families: 'families', Staff: 'staff' } as const;
export type GroupReach = (typeof GroupReach)[keyof typeof GroupReach];

/**
 * Where the post of a group's member is held: at the group's place, at the nearest place above it (itself included), or
 * anywhere below it (itself not). What hangs below a unit is that unit's own affair: from above, `below` ends at the
 * unit.
 */
export const RoleReach = { Here: 'here', Above: 'above', Below: 'below' } as const;
export type RoleReach = (typeof RoleReach)[keyof typeof RoleReach];
