import type { Schemas } from '@/shared/api';
import { PAGES } from '@/shared/platform';
import { can } from '@/shared/session';

type Me = Schemas['Me'];
type Permission = Me['permissions'][number];

export type OfficeKey =
  | 'directives'
  | 'chatGroups'
  | 'scamReports'
  | 'people'
  | 'assignment'
  | 'quarantine'
  | 'exclusions'
  | 'regions'
  | 'imports'
  | 'exports'
  | 'paper'
  | 'duplicates'
  | 'classes'
  | 'letters'
  | 'documents';

export interface OfficeEntry {
  key: OfficeKey;
  name: string;
  /** What one does there, for whoever sees the name for the first time. */
  detail: string;
  page: string;
  permission: Permission;
  /** Who has nothing to manage there, but something of their own to see. */
  alsoFor?: readonly Me['posts'][number]['role'][];
}

const ENTRIES: readonly OfficeEntry[] = [
  {
    key: 'directives',
    name: '指令与预警',
    detail: '写一条，看推到哪一级',
    page: PAGES.directives,
    permission: 'cascade.read',
  },
  {
    key: 'chatGroups',
    name: '微信群',
    detail: '该建的群、谁来推、登记了没有',
    page: PAGES.chatGroups,
    permission: 'cascade.read',
    // They push in groups of theirs.
    alsoFor: ['group_leader', 'teacher', 'auxiliary_police', 'grid_chief', 'section_head', 'liaison'],
  },
  {
    key: 'scamReports',
    name: '群众反映',
    detail: '村民说“我遇到了”的',
    page: PAGES.scamReports,
    permission: 'cascade.read',
  },
  { key: 'imports', name: '导入', detail: '户册、人员名册、班级名单', page: PAGES.imports, permission: 'list.import' },
  {
    key: 'exports',
    name: '导出',
    detail: '入户登记表、工作进度表、户册',
    page: PAGES.exports,
    permission: 'list.export',
  },
  { key: 'paper', name: '补录', detail: '把纸质登记补进来', page: PAGES.paper, permission: 'visit.enter' },
  {
    key: 'letters',
    name: '责任书',
    detail: '一级签一级，谁签了、谁晚了',
    page: PAGES.letters,
    permission: 'letter.manage',
    alsoFor: ['township_leader', 'township_chief'],
  },
  {
    key: 'documents',
    name: '文书模板',
    detail: '告知书、承诺书、责任书的文字',
    page: PAGES.documents,
    permission: 'document.manage',
  },
  { key: 'people', name: '人员', detail: '职务、培训、密码', page: PAGES.people, permission: 'people.read' },
  {
    key: 'assignment',
    name: '分配',
    detail: '把户分给谁去走',
    page: PAGES.assignment,
    permission: 'assignment.manage',
  },
  {
    key: 'classes',
    name: '班级',
    detail: '班主任、学生家庭走到没有',
    page: PAGES.classes,
    permission: 'assignment.manage',
    alsoFor: ['teacher'],
  },
  {
    key: 'duplicates',
    name: '重复户',
    detail: '像是同一户登记了两次的',
    page: PAGES.duplicates,
    permission: 'assignment.manage',
  },
  {
    key: 'quarantine',
    name: '有疑问的登记',
    detail: '报晚了、不在自己网格的',
    page: PAGES.quarantine,
    permission: 'quarantine.decide',
  },
  {
    key: 'exclusions',
    name: '申请不计入的户',
    detail: '空户、销户、人户分离',
    page: PAGES.exclusions,
    permission: 'exclusion.decide',
  },
  {
    key: 'regions',
    name: '网格与地名',
    detail: '划网格、改名、撤并',
    page: PAGES.regions,
    permission: 'region.manage',
  },
];

/** The screens of office work that a person's posts open, in the order of the menu. */
export function officeEntries(me: Me | null): OfficeEntry[] {
  return ENTRIES.filter(
    ({ permission, alsoFor }) => can(me, permission) || me?.posts.some(({ role }) => alsoFor?.includes(role)),
  );
}
