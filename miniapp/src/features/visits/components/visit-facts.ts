import type { Schemas } from '@/shared/api';
import { AWAY_CONTACTS, COMPANION_ROLES, dayText, MATERIALS, TOPICS } from '@/shared/text';

type VisitFields = Schemas['VisitChanges'];

export interface VisitFact {
  name: string;
  text: string;
}

const READERS: readonly { name: string; text(visit: VisitFields): string | undefined }[] = [
  { name: '当面讲', text: ({ faceToFace }) => yesNo(faceToFace) },
  { name: '在场', text: presentText },
  { name: '讲了什么', text: ({ topics }) => listText(topics?.map((topic) => TOPICS[topic])) },
  { name: '还做了什么', text: ({ materials }) => listText(materials?.map((material) => MATERIALS[material])) },
  {
    name: '反诈 APP',
    text: ({ app }) => app && `装了 ${app.installed} 部，实名 ${app.realName}，预警 ${app.warningOn}`,
  },
  { name: '进了防诈群', text: ({ groupJoined }) => yesNo(groupJoined) },
  { name: '联系', text: ({ awayContact }) => awayContact && AWAY_CONTACTS[awayContact] },
  { name: '下次去', text: ({ nextAttemptOn }) => nextAttemptOn && dayText(nextAttemptOn) },
  {
    name: '一起去的',
    text: ({ companions }) => listText(companions?.map(({ name, role }) => `${name}（${COMPANION_ROLES[role]}）`)),
  },
  { name: '住户问了什么', text: ({ questions }) => questions },
  { name: '回访', text: ({ callBack }) => callBack },
  { name: '备注', text: ({ note }) => note },
];

function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? '是' : '否';
}

function listText(words: readonly string[] | undefined): string | undefined {
  return words?.join('、');
}

function presentText({ presentResidentIds, presentOthers }: VisitFields): string | undefined {
  if (presentResidentIds === undefined && presentOthers === undefined) return undefined;
  return `${(presentResidentIds?.length ?? 0) + (presentOthers ?? 0)} 人`;
}

/** The filled-in fields of a visit, in the order of the register. */
export function visitFacts(visit: VisitFields): VisitFact[] {
  return READERS.flatMap(({ name, text }) => {
    const words = text(visit);
    return words ? [{ name, text: words }] : [];
  });
}
