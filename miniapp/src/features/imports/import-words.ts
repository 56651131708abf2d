import type { Schemas } from '@/shared/api';
import type { Tone } from '@/shared/ui';

export type ImportKind = Schemas['ImportKindName'];
export type ImportState = Schemas['ImportState'];
type Layout = NonNullable<Schemas['ImportMapping']['layout']>;

export const IMPORT_KINDS: Record<ImportKind, { name: string; detail: string; unit: string }> = {
  household_book: { name: '户册', detail: '村里的住户名单，一人一行或一户一行', unit: '户' },
  roster: { name: '人员名册', detail: '网格员、村干部、民警等人的职务和电话', unit: '人' },
  class_list: { name: '班级名单', detail: '学校的班级和家长，由班主任去走', unit: '户' },
};

export const LAYOUTS: Record<Layout, string> = { row_per_person: '一人一行', row_per_household: '一户一行' };

export const IMPORT_STATES: Record<ImportState, { name: string; tone: Tone }> = {
  reading: { name: '正在读', tone: 'accent' },
  mapping: { name: '等您对列', tone: 'wait' },
  checking: { name: '正在核对', tone: 'accent' },
  checked: { name: '等您看', tone: 'wait' },
  publishing: { name: '正在写入', tone: 'accent' },
  published: { name: '已导入', tone: 'ok' },
  failed: { name: '没导成', tone: 'late' },
  cancelled: { name: '停掉了', tone: 'gray' },
};

/** Why a file failed, and what to do. */
const FAILURES: Record<string, string> = {
  not_a_spreadsheet: '这不是 Excel 或 CSV 表格。请选 .xlsx 或 .csv 文件。',
  old_excel: '这是旧版 Excel（.xls）。请在 Excel 里另存为 .xlsx，再导入。',
  encrypted: '文件有密码。请在 Excel 里去掉密码，另存一份再导入。',
  damaged: '文件坏了，打不开。请用 Excel 打开看看，另存一份再导入。',
  unknown_encoding: '文字编码认不出来。请在 Excel 里另存为 .xlsx，再导入。',
  empty: '文件里没有内容。请看看是不是选错了文件。',
  too_large: '文件太大。请删掉图片和多余的表，或按村分开再导入。',
  too_many_rows: '行数太多。请按村分开再导入。',
  too_many_columns: '列数太多，最多 100 列。请删掉用不到的列，再导入。',
  cell_too_long: '有一格的字太多（超过 2000 字）。请删短，再导入。',
  file_expired: '文件放得太久，已经删掉了。请再导入一次。',
  forbidden: '您现在的职务不能导入这个地方。',
  interrupted: '服务器中途重启了，什么都没有写入。请再导入一次。',
  internal: '服务器出了问题，什么都没有写入。请稍后再导入一次。',
  import_not_ready: '这一步已经有人做过了。请刷新看看。',
  pupil_names_mapped: '有一列是学生姓名，不能导入。请把这一列改成“不导入”，再导入一次。',
  check_again: '核对以后情况又变了，请再核对一次。',
  cancelled: '停掉了，什么都没有写入。',
};

export function failureText(error: string | null): string {
  return (error !== null && FAILURES[error]) || '没导成，什么都没有写入。请再导入一次。';
}

/** What a column can mean, in the order in which one looks for it. */
const BOOK_FIELDS: Record<string, string> = {
  code: '户号',
  head: '户主姓名',
  name: '姓名',
  relation: '与户主关系',
  birth: '出生年月',
  id_number: '身份证号',
  phone: '电话',
  address: '住址',
  village: '村',
  grid: '网格',
  group: '村民小组',
  kind: '类别',
  tags: '重点人群',
  children: '14 岁以下人数',
  members: '其他成员',
  remark: '备注',
};

/** What becomes of a column where its name does not say it. */
export const FIELD_HINTS: Record<string, string> = {
  id_number: '只取出生年月，号码不保存',
  remark: '不导入',
  kind: '住户、个体工商户、企业',
  members: '写在一格里的家人',
};

const ROSTER_FIELDS: Record<string, string> = {
  name: '姓名',
  phone: '手机号',
  role: '职务',
  place: '单位或辖区',
  township: '乡镇',
  village: '村',
  grid: '网格',
  group: '村民小组',
  unit: '单位、学校',
  trained: '培训日期',
  police: '结对民警',
};

/** There is none for a pupil's name: nothing is kept about pupils but their number. */
const CLASS_FIELDS: Record<string, string> = {
  school: '学校',
  class_name: '班级',
  teacher: '班主任',
  guardian: '家长姓名',
  phone: '家长电话',
  code: '户号',
  village: '村',
  pupils: '学生人数',
};

export const IMPORT_FIELDS: Record<ImportKind, Record<string, string>> = {
  household_book: BOOK_FIELDS,
  roster: ROSTER_FIELDS,
  class_list: CLASS_FIELDS,
};

const CHANGED_FIELDS: Record<string, string> = {
  name: '户主、名称',
  kind: '类别',
  code: '户号',
  address: '住址',
  grid: '网格',
  group: '村民小组',
  children: '14 岁以下人数',
  members: '家里的人',
  member_name: '姓名',
  relation: '与户主关系',
  birth: '出生年月',
  phone: '电话',
  tags: '重点人群',
  post: '职务',
  trained: '培训日期',
  police: '结对民警',
  teacher: '班主任',
  pupils: '学生人数',
  guardian: '家长',
};

/** What a change is about: 王小明的电话. */
export function changeName({ field, person }: Pick<Schemas['ChangedValue'], 'field' | 'person'>): string {
  const name = CHANGED_FIELDS[field] ?? field;
  return person ? `${person} · ${name}` : name;
}

/** Why a mapping was refused. */
const MAPPING_FAULTS: Record<string, string> = {
  name_column_required: '还没说哪一列是姓名。',
  relation_or_head_column_required: '还没说哪一列是与户主关系，或户主姓名。没有这样一列，就分不出哪些人是一户。',
  head_column_required: '还没说哪一列是户主姓名。',
  code_or_address_column_required: '还没说哪一列是户号或住址。下次导入要靠它认出是同一户。',
  class_column_required: '还没说哪一列是班级。',
  role_column_required: '还没说哪一列是职务。',
  once: '这个意思只能选一列。',
  known_field: '这一列请重新选。',
  required: '请选是一人一行，还是一户一行。',
};

export function faultText(rule: string): string {
  return MAPPING_FAULTS[rule] ?? '这里不对，请重新选。';
}
