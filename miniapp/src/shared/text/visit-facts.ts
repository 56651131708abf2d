import type { Schemas } from '@/shared/api';
import { dayText } from './dates';
import { AWAY_CONTACTS, COMPANION_ROLES, MATERIALS, OUTCOMES, TOPICS } from './words';

type Fields = Schemas['VisitFields'];
/** Some or all fields of the register; the server writes null for what was not filled in. */
export type VisitFields = { [Name in keyof Fields]?: Fields[Name] | null };

export interface VisitFact {
  name: string;
  /** Empty when the field was filled in with nothing. */
  text: string;
}

type Text = string | null | undefined;

const READERS: readonly { name: string; text(visit: VisitFields): Text }[] = [
  { name: '结果', text: ({ outcome }) => outcome && OUTCOMES[outcome] },
  { name: '当面讲', text: ({ outcome, faceToFace }) => (isUnsuccessful(outcome) ? undefined : yesNo(faceToFace)) },
  { name: '在场', text: presentText },
  { name: '讲了什么', text: ({ topics }) => topics?.map((topic) => TOPICS[topic]).join('、') },
  { name: '还做了什么', text: ({ materials }) => materials?.map((material) => MATERIALS[material]).join('、') },
  {
    name: '反诈 APP',
    text: ({ app }) => app && `装了 ${app.installed} 部，实名 ${app.realName}，预警 ${app.warningOn}`,
  },
  { name: '进了防诈群', text: ({ groupJoined }) => yesNo(groupJoined) },
  { name: '联系', text: ({ awayContact }) => awayContact && AWAY_CONTACTS[awayContact] },
  { name: '下次去', text: ({ nextAttemptOn }) => nextAttemptOn && dayText(nextAttemptOn) },
  {
    name: '一起去的',
    text: ({ companions }) => companions?.map(({ name, role }) => `${name}（${COMPANION_ROLES[role]}）`).join('、'),
  },
  { name: '住户问了什么', text: ({ questions }) => questions },
  { name: '回访', text: ({ callBack }) => callBack },
  { name: '备注', text: ({ note }) => note },
];

function yesNo(value: boolean | null | undefined): Text {
  return typeof value === 'boolean' ? (value ? '是' : '否') : undefined;
}

function isUnsuccessful(outcome: VisitFields['outcome']): boolean {
  return Boolean(outcome) && outcome !== 'met';
}

function presentText({ outcome, presentResidentIds, presentOthers }: VisitFields): Text {
  if (isUnsuccessful(outcome)) return undefined;
  if (!presentResidentIds && typeof presentOthers !== 'number') return undefined;
  return `${(presentResidentIds?.length ?? 0) + (presentOthers ?? 0)} 人`;
}

/** Said of what was copied from a paper register; nothing of what a phone logged. */
export function paperText({ source, enteredByName }: Pick<Schemas['DoorVisit'], 'source' | 'enteredByName'>): string {
  if (source !== 'paper') return '';
  return enteredByName ? `纸质补录（${enteredByName}）` : '纸质补录';
}

/** The fields of a visit in words, in the order of the register. */
export function visitFacts(visit: VisitFields): VisitFact[] {
  return READERS.flatMap(({ name, text }) => {
    const words = text(visit);
    return typeof words === 'string' ? [{ name, text: words }] : [];
  });
}
