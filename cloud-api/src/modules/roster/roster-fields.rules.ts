import { Role } from '../../common/auth/index.js';
import type { HeadWords } from '../imports/index.js';

/** What a column of a roster can hold. `place` is any text that names a place: 单位, 所属, 辖区. */
export const RosterField = {
  Name: 'name',
  Phone: 'phone',
  Role: 'role',
  Township: 'township',
  Village: 'village',
  Grid: 'grid',
  Group: 'group',
  Unit: 'unit',
  Place: 'place',
  Trained: 'trained',
  Police: 'police',
} as const;
export type RosterField = (typeof RosterField)[keyof typeof RosterField];

/** What is wrong with a row, or was read as something else; the phone of the office has a sentence for each. */
export type RosterRule =
  | 'name_missing'
  | 'name_unreadable'
  | 'name_too_long'
  | 'name_suffix_dropped'
  | 'phone_missing'
  | 'phone_invalid'
  | 'phone_landline'
  | 'phone_more'
  | 'phone_of_other'
  | 'phone_of_elsewhere'
  | 'person_ambiguous'
  | 'role_missing'
  | 'unknown_role'
  | 'role_not_here'
  | 'township_missing'
  | 'unknown_township'
  | 'village_missing'
  | 'unknown_village'
  | 'grid_missing'
  | 'unknown_grid'
  | 'group_missing'
  | 'unknown_group'
  | 'unit_missing'
  | 'unknown_unit'
  | 'date_unreadable'
  | 'date_future'
  | 'police_unknown'
  | 'police_ambiguous'
  | 'police_not_here';

export const rosterHeads: HeadWords = [
  [RosterField.Police, [/结对|搭档|同组民警/, /(?:责任|包联|包片|联系|社区)?民警(?:姓名)?$|辅警(?:姓名)?$/]],
  [RosterField.Phone, [/^(?!.*(?:民警|领导|紧急)).*手机/, /^(?!.*(?:民警|领导|紧急)).*(?:电话|联系方式|联系号码)/]],
  [RosterField.Trained, [/培训(?:日期|时间)/, /培训/]],
  [RosterField.Role, [/职务|岗位|角色/, /(?:人员)?类别|身份(?!证)/]],
  [RosterField.Name, [/^姓名$/, /姓名|名字/]],
  [RosterField.Township, [/乡镇|镇街|^(?:所属|所在)?(?:镇|乡|街道)(?:名称?)?$/]],
  [RosterField.Grid, [/网格(?!员|长)/]],
  [RosterField.Group, [/村民小?组|居民小?组|小组|组别|^(?:所属|所在)?组$/]],
  [RosterField.Village, [/行政村|村居|村社区|^(?:所属|所在)?(?:村|社区|村委会|居委会)(?:名称?)?$/]],
  [RosterField.Unit, [/学校/]],
  [RosterField.Place, [/单位|所属|所在|辖区|区域|地点|责任区/]],
];

const oncePerFile = 'once';

/** Why a roster cannot be read with these columns. */
export function rosterFaults(columns: readonly { field: string }[]): { field: string; rule: string }[] {
  const faults: { field: string; rule: string }[] = [];
  const has = (field: string) => columns.some((column) => column.field === field);
  if (!has(RosterField.Name)) faults.push({ field: 'columns', rule: 'name_column_required' });
  if (!has(RosterField.Role)) faults.push({ field: 'columns', rule: 'role_column_required' });
  const seen = new Set<string>();
  for (const [index, { field }] of columns.entries()) {
    if (seen.has(field)) faults.push({ field: `columns.${index}.field`, rule: oncePerFile });
    seen.add(field);
  }
  return faults;
}

/** Words that mean a post of a unit where a row names one, and one of the place where it names none. */
const wordsOfBoth: [readonly Role[], RegExp][] = [
  [[Role.UnitHead, Role.TownshipChief], /^主要领导$/],
  [[Role.UnitDeputy, Role.TownshipLeader], /^分管领导$/],
  [[Role.UnitHead, Role.VillageHead], /^(?:主要负责人|第一责任人)$/],
  [[Role.UnitDeputy, Role.VillageHead], /^(?:分管负责人|具体责任人)$/],
];

/** The words for a post, the longer before those that they hold. */
const roleWords: [Role, RegExp][] = [
  [Role.PoliceChief, /^(?!副)(?:.{0,8})?派出所(?:主要)?(?:所长|负责人|长)$/],
  [Role.SchoolHead, /^(?:学校|中心校|小学|中学|幼儿园)?(?:校长|园长)$|^(?:学校|幼儿园|校)(?:主要)?(?:领导|负责人)$/],
  [
    Role.UnitDeputy,
    /^单位(?:分管|副)(?:领导|负责人|职)$|^副(?:校长|园长|院长|行长|站长|局长|所长|厂长|总?经理)$|^企业分管(?:领导|负责人)$/,
  ],
  [
    Role.UnitHead,
    /^(?:单位|企业|工地|项目|医院)(?:主要)?(?:领导|负责人)$|^(?:院长|行长|站长|局长|厂长|总?经理)$|^(?:法人|法定代表人)$/,
  ],
  [Role.SectionHead, /^(?:科室|股室|处室|部门|中层)(?:负责人|主任|领导|干部|长)?$|^[科股处]长$/],
  [Role.Liaison, /^(?:反诈|防诈|宣传|工作|单位|村)?联络员$/],
  [
    Role.GroupLeader,
    /^(?:村民|居民|村)?小?组长$|^(?!副|领导|工作)[^组]{1,5}组组?长$|^(?:生产)?队长$|^(?:村民)?小组负责人$/,
  ],
  [Role.GridChief, /^(?:专职|兼职|村|一级|二级)?网格长$/],
  [Role.GridWorker, /^(?:专职|兼职|村|专兼职|综合)?网格(?:管理)?员$/],
  [Role.AuxiliaryPolice, /^(?:社区|驻村|村|派出所)?(?:辅警|协警)$/],
  [Role.Police, /^(?:派出所|社区|驻村|包村|责任|片区)?民警$|^片警$|^派出所(?:副所长|教导员|指导员)$/],
  [Role.Teacher, /^(?:.{0,6}班)?班主任(?:老师)?$|^教师$|^老师$/],
  [
    Role.VillageHead,
    /^村(?:社区)?(?:两委)?(?:主要)?干部?$|^村(?:级)?主干$|^(?:村|社区)(?:党)?(?:总支|支部|支|党委)?(?:副?书记|主任)(?:兼主任)?$|^村民委员会主任$|^(?:村|居)委会主任$|^(?:党)?(?:总)?支部书记$/,
  ],
  [Role.CountyOffice, /^县(?:委)?(?:平安办|综治办|政法委|反诈办|打击治理办)(?:主任|工作人员|干部)?$/],
  [
    Role.TownshipOffice,
    /^(?:镇|乡|街道|乡镇)?(?:综治办|综治中心|平安办|平安建设办|平安法治办)(?:主任|副主任|工作人员|干部|专干|干事)?$|^综治(?:专干|干事|主任)$/,
  ],
  [
    Role.TownshipChief,
    /^(?:镇|乡|街道|乡镇)主要领导$|^(?:镇|乡|街道)(?:党)?(?:委|工委)?书记$|^(?:镇|乡)长$|^街道(?:办事处)?主任$/,
  ],
  [
    Role.TownshipLeader,
    /^(?:镇|乡|街道|乡镇)(?:分管|包村|党政|班子)?领导(?:干部|成员)?$|^包村领导$|^(?:镇|乡|街道)(?:党)?(?:委|工委)?(?:副书记|委员|政法委员)$|^副(?:镇|乡)长$|^街道(?:办事处)?副主任$/,
  ],
];

/**
 * The roles that a word such as 片警 or 村支书 may mean, the likeliest first: 分管领导 is one of the unit that the row names, else
 * of the township. None for a word that says too little, like 书记 alone.
 */
export function rolesOfWord(word: string): readonly Role[] {
  const plain = word
    .normalize('NFKC')
    .replace(/[\s:]/g, '')
    .replace(/\(.*?\)/g, '');
  const known = aliases.get(plain) ?? plain;
  const both = wordsOfBoth.find(([, expression]) => expression.test(known));
  if (both) return both[0];
  const found = roleWords.find(([, expression]) => expression.test(known));
  return found ? [found[0]] : [];
}

const aliases = new Map([
  ['村支书', '村支部书记'],
  ['支书', '支部书记'],
  ['村书记', '村支部书记'],
  ['村长', '村主任'],
  ['镇党委书记', '镇党委书记'],
  ['专职网格长', '网格长'],
  ['班主任教师', '班主任'],
]);

/** 网格员、村民小组长 or 村支书兼主任 as words. */
export function wordsOf(text: string): string[] {
  return text
    .split(/[、,;/|+\n]|(?<!书记)兼(?:任)?|和|及/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
