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
} as const;
export type Permission = (typeof Permission)[keyof typeof Permission];

/** A post is one of these roles at a region. */
export const Role = {
  CountyOffice: 'county_office',
  TownshipLeader: 'township_leader',
  TownshipOffice: 'township_office',
  Police: 'police',
  AuxiliaryPolice: 'auxiliary_police',
  VillageHead: 'village_head',
  GridChief: 'grid_chief',
  GridWorker: 'grid_worker',
  GroupLeader: 'group_leader',
  Teacher: 'teacher',
} as const;
export type Role = (typeof Role)[keyof typeof Role];

export const roleLabels: Record<Role, string> = {
  county_office: '县平安办',
  township_leader: '镇领导',
  township_office: '综治办',
  police: '民警',
  auxiliary_police: '辅警',
  village_head: '村主干',
  grid_chief: '网格长',
  grid_worker: '网格员',
  group_leader: '村民小组长',
  teacher: '班主任',
};

const { DoorRead, DoorWrite, DoorPhone, DoorNames, VisitWrite, CoverageRead, PlanRead, PeopleRead } = Permission;
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
const supervisor = [DoorRead, CoverageRead, PlanRead, PeopleRead];
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
];

/** The one table of what each role may do within its region and below. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  county_office: office,
  township_leader: [...supervisor, Permission.ListExport],
  township_office: office,
  police: [...supervisor, DoorPhone, DoorNames, VisitWrite, Permission.VisitEnter, DoorWrite, Permission.ListExport],
  auxiliary_police: visitor,
  village_head: [
    ...visitor,
    PeopleRead,
    Permission.QuarantineDecide,
    Permission.ExclusionDecide,
    Permission.AssignmentManage,
    Permission.ListExport,
    Permission.LetterManage,
  ],
  grid_chief: visitor,
  grid_worker: visitor,
  group_leader: [DoorRead, CoverageRead, PlanRead],
  teacher: [...assigned, PlanRead],
};

/** Whose post reaches no door by its place, only those assigned to them by name (班主任 and the families of the class). */
export const reachesOnlyAssigned: ReadonlySet<Role> = new Set<Role>([Role.Teacher]);
