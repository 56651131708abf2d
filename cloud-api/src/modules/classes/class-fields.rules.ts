import { type HeadWords, plainHead } from '../imports/index.js';
import { isWithin, parentPath } from '../regions/index.js';

/** What a column of a class list can hold. There is none for a pupil's name: it is not read. */
export const ClassField = {
  School: 'school',
  ClassName: 'class_name',
  Teacher: 'teacher',
  Guardian: 'guardian',
  Phone: 'phone',
  Code: 'code',
  Village: 'village',
  Pupils: 'pupils',
} as const;
export type ClassField = (typeof ClassField)[keyof typeof ClassField];

/** What is wrong with a row, or was read as something else; the office's screen has a sentence for each. */
export type ClassRule =
  | 'school_missing'
  | 'unknown_school'
  | 'class_missing'
  | 'class_place_unknown'
  | 'name_unreadable'
  | 'name_too_long'
  | 'phone_invalid'
  | 'unknown_village'
  | 'pupils_unreadable'
  | 'pupil_names_ignored'
  | 'teacher_unknown'
  | 'teacher_ambiguous'
  | 'teacher_differs'
  | 'family_unknown'
  | 'family_ambiguous'
  | 'guardian_not_in_household';

const pupilName = /(?:学生|孩子|幼儿|儿童|子女|小孩)的?(?:姓名|名字|名单)|^(?:学生|孩子|幼儿)$/;

export const classHeads: HeadWords = [
  [ClassField.Pupils, [/学生人?数|班额|班级人数|^人数$/]],
  [
    ClassField.Phone,
    [/(?:家长|监护人).*(?:电话|手机|联系)/, /^(?!.*(?:老师|教师|班主任|学校|学生)).*(?:电话|手机|联系方式)/],
  ],
  [ClassField.Teacher, [/^班主任(?:姓名|老师)?$/, /班主任(?!.*(?:电话|手机))/]],
  [ClassField.Guardian, [/^(?:家长|监护人)(?:姓名|名字)?$/, /(?:家长|监护人)(?!.*(?:关系|身份|单位|职业))/]],
  [ClassField.School, [/学校|幼儿园|园所/]],
  [ClassField.ClassName, [/班级/, /^班(?:别|名)?$/]],
  [ClassField.Code, [/户(?:主)?(?:编号|号|码|编码)/]],
  [ClassField.Village, [/行政村|村居|村社区|^(?:所属|所在|家庭)?(?:村|社区)(?:名称?)?$/]],
];

/** Whether what stands below the head are names of pupils. */
export function tellsPupils(head: string): boolean {
  return pupilName.test(plainHead(head));
}

/** Why a class list cannot be read with these columns. */
export function classFaults(columns: readonly { field: string }[]): { field: string; rule: string }[] {
  const has = (field: string) => columns.some((column) => column.field === field);
  const faults: { field: string; rule: string }[] = [];
  if (!has(ClassField.ClassName)) faults.push({ field: 'columns', rule: 'class_column_required' });
  const seen = new Set<string>();
  for (const [index, { field }] of columns.entries()) {
    if (seen.has(field)) faults.push({ field: `columns.${index}.field`, rule: 'once' });
    seen.add(field);
  }
  return faults;
}

const digits = '零一二三四五六七八九十';
const gradeAndNumber = /^([初高小]?)([一二三四五六七八九1-9])(年级|\(|级)([一二三四五六七八九十\d]{1,3})\)?班$/;
const spoken = /^([初高小]?)([一二三四五六七八九])()([一二三四五六七八九十\d]{1,3})班$/;

/** One form for the ways to write a class: 三年级(2)班, 三(2)班 and 三年级二班 are one. */
export function classKey(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/年级\(/, '年级');
  const match = gradeAndNumber.exec(plain) ?? spoken.exec(plain);
  if (!match) return plain.replace(/[()]/g, '');
  return `${match[1]}${numberOf(match[2]!)}年级${numberOf(match[4]!)}班`;
}

function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? (tens === '' ? 1 : digits.indexOf(tens!)) * 10 : 0;
  return ten + (ones === '' ? 0 : digits.indexOf(ones!));
}

/**
 * How many pupils a class has by what its rows say. [reading] One number in all rows that is no smaller than the number of
 * rows is the class's; otherwise each row counts the pupils of its family. Null when no row says anything.
 */
export function pupilsOf(values: readonly (number | null)[]): number | null {
  const told = values.filter((value) => value !== null);
  if (told.length === 0) return null;
  const [first] = told;
  const isOfClass = told.every((value) => value === first) && first! >= values.length;
  return isOfClass ? first! : told.reduce((sum, value) => sum + value, 0);
}

/** A teacher's post is at the school, at the place around it, or at a grid of that place. */
export function teachesAt(postPath: string, unitPath: string): boolean {
  return isWithin(unitPath, postPath) || isWithin(postPath, parentPath(unitPath));
}
