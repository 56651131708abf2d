/** What a post allows. Roles carry permissions in one table; a route names the one it needs. */
export const Permission = {
  DoorRead: 'door.read',
  DoorWrite: 'door.write',
  DoorPhone: 'door.phone',
  DoorNames: 'door.names',
  VisitWrite: 'visit.write',
  /** Entering visits from a paper register, one's own or a visitor's. */
  VisitEnter: 'visit.enter',
  CoverageRead: 'coverage.read',
  QuarantineDecide: 'quarantine.decide',
  ExclusionDecide: 'exclusion.decide',
  AssignmentManage: 'assignment.manage',
  PlanRead: 'plan.read',
  PlanManage: 'plan.manage',
  PeopleRead: 'people.read',
  PeopleManage: 'people.manage',
  RegionManage: 'region.manage',
  ListImport: 'list.import',
  ListExport: 'list.export',
  /** Writing and publishing the papers of a region. */
  DocumentManage: 'document.manage',
  /** Sending 责任书 down a chain. */
  LetterManage: 'letter.manage',
  /** Seeing the WeChat groups and how far directives came. */
  CascadeRead: 'cascade.read',
  /** Editing the WeChat groups of a place. */
  GroupManage: 'group.manage',
  /** Writing, amending and recalling directives. */
  DirectiveManage: 'directive.manage',
  /** Approving what somebody else wrote. */
  DirectiveApprove: 'directive.approve',
} as const;
export type Permission = (typeof Permission)[keyof typeof Permission];

/** A post is one of these roles at a region. */
export const Role = {
  CountyOffice: 'county_office',
  TownshipChief: 'township_chief',
  TownshipLeader: 'township_leader',
  TownshipOffice: 'township_office',
  PoliceChief: 'police_chief',
  Police: 'police',
  AuxiliaryPolice: 'auxiliary_police',
  VillageHead: 'village_head',
  GridChief: 'grid_chief',
  GridWorker: 'grid_worker',
  GroupLeader: 'group_leader',
  SchoolHead: 'school_head',
  Teacher: 'teacher',
  UnitHead: 'unit_head',
  UnitDeputy: 'unit_deputy',
  SectionHead: 'section_head',
  Liaison: 'liaison',
} as const;
export type Role = (typeof Role)[keyof typeof Role];

export const roleLabels: Record<Role, string> = {
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

const { DoorRead, DoorWrite, DoorPhone, DoorNames, VisitWrite, CoverageRead, PlanRead, PeopleRead, CascadeRead } =
  Permission;
const visitor = [DoorRead, DoorWrite, DoorPhone, DoorNames, VisitWrite, Permission.VisitEnter, CoverageRead, PlanRead];
/** What the person a door is assigned to may do there, whatever their post. */
export const assigned: readonly Permission[] = [
  DoorRead,
  DoorWrite,
  DoorNames,
  DoorPhone,
  VisitWrite,
  Permission.VisitEnter,
];
const supervisor = [DoorRead, CoverageRead, PlanRead, PeopleRead, CascadeRead];
const leader = [...supervisor, Permission.ListExport, Permission.DirectiveApprove];
const police = [
  ...supervisor,
  DoorPhone,
  DoorNames,
  VisitWrite,
  Permission.VisitEnter,
  DoorWrite,
  Permission.ListExport,
];
/** Of a unit: it has no doors of its own, only its groups. */
const unitHead = [PlanRead, CascadeRead, Permission.GroupManage];
const office = [
  ...supervisor,
  DoorWrite,
  DoorPhone,
  DoorNames,
  Permission.QuarantineDecide,
  Permission.ExclusionDecide,
  Permission.AssignmentManage,
  Permission.PlanManage,
  Permission.PeopleManage,
  Permission.RegionManage,
  Permission.VisitEnter,
  Permission.ListImport,
  Permission.ListExport,
  Permission.DocumentManage,
  Permission.LetterManage,
  Permission.GroupManage,
  Permission.DirectiveManage,
  Permission.DirectiveApprove,
];

/** The one table of what each role may do within its region and below. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  county_office: office,
  township_chief: leader,
  township_leader: leader,
  township_office: office,
  police_chief: police,
  police,
  auxiliary_police: visitor,
  village_head: [
    ...visitor,
    PeopleRead,
    CascadeRead,
    Permission.GroupManage,
    Permission.QuarantineDecide,
    Permission.ExclusionDecide,
    Permission.AssignmentManage,
    Permission.ListExport,
    Permission.LetterManage,
  ],
  grid_chief: visitor,
  grid_worker: visitor,
  group_leader: [DoorRead, CoverageRead, PlanRead],
  school_head: unitHead,
  teacher: [...assigned, PlanRead],
  unit_head: unitHead,
  unit_deputy: unitHead,
  section_head: [PlanRead, CascadeRead],
  liaison: [PlanRead],
};

/** Whose post reaches no door by its place, only those assigned to them by name (班主任 and the families of the class). */
export const reachesOnlyAssigned: ReadonlySet<Role> = new Set<Role>([Role.Teacher]);
