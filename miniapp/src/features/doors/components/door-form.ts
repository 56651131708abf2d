import type { Schemas } from '@/shared/api';
import type { DoorKind, Relation, ResidentTag } from '@/shared/text';

export interface ResidentForm {
  id: string;
  name: string;
  relation: Relation;
  birthMonth: string;
  phone: string;
  tags: ResidentTag[];
}

export interface DoorForm {
  kind: DoorKind;
  name: string;
  code: string;
  address: string;
  gridId: number | null;
  groupId: number | null;
  childrenUnder14: number;
  residents: ResidentForm[];
}

/** Sentences by field; empty when the form may be saved. */
export type FormErrors = Record<string, string>;

const PHONE = /^1\d{10}$/;
const YOUNGEST_ON_RECORD = 14;

export function emptyResident(id: string, relation: Relation): ResidentForm {
  return { id, name: '', relation, birthMonth: '', phone: '', tags: [] };
}

export function residentFormOf(resident: Schemas['DoorResident']): ResidentForm {
  const { id, name, relation, birthMonth, tags } = resident;
  return { id, name, relation, birthMonth: birthMonth ?? '', phone: '', tags };
}

export function residentErrors(residents: readonly ResidentForm[], today: string): FormErrors {
  const errors: FormErrors = {};
  for (const { id, name, birthMonth, phone } of residents) {
    if (!name.trim()) errors[`${id}.name`] = '写上姓名，或者把这个人去掉';
    if (phone && !PHONE.test(phone)) errors[`${id}.phone`] = '手机号是 11 位数字';
    if (birthMonth && ageInMonths(birthMonth, today) < YOUNGEST_ON_RECORD * 12) {
      errors[`${id}.birthMonth`] = '14 岁以下的孩子只记人数，不登记姓名';
    }
  }
  return errors;
}

function ageInMonths(birthMonth: string, today: string): number {
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return months(today) - months(birthMonth);
}

export function doorErrors(form: DoorForm, today: string): FormErrors {
  const errors = residentErrors(form.residents, today);
  if (!form.name.trim()) errors.name = form.kind === 'household' ? '写上户主姓名' : '写上名称';
  if (!form.address.trim()) errors.address = '写上地址，别人也能找到';
  if (form.gridId === null) errors.gridId = '选一个网格';
  return errors;
}

export function residentInputs(residents: readonly ResidentForm[]): Schemas['ResidentInput'][] {
  return residents.map(({ id, name, relation, birthMonth, phone, tags }) => ({
    id,
    name: name.trim(),
    relation,
    ...(birthMonth && { birthMonth }),
    ...(phone && { phone }),
    ...(tags.length > 0 && { tags }),
  }));
}

/** What is sent; nothing that was left empty is in it. */
export function registration(
  form: DoorForm,
  location: Schemas['DoorRegisterPayload']['location'],
): Schemas['DoorRegisterPayload'] {
  if (form.gridId === null) throw new Error('a door is registered in a grid');
  return {
    kind: form.kind,
    name: form.name.trim(),
    address: form.address.trim(),
    gridId: form.gridId,
    residents: residentInputs(form.residents),
    ...(form.code.trim() && { code: form.code.trim() }),
    ...(form.groupId !== null && { groupId: form.groupId }),
    ...(form.childrenUnder14 > 0 && { childrenUnder14: form.childrenUnder14 }),
    ...(location && { location }),
  };
}
