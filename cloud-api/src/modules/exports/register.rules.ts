import { businessDate, timeOfDay } from '../../common/clock/index.js';
import type { ColumnSpec, RowSpec } from '../../common/spreadsheet/index.js';
import { ProgressState } from '../coverage/index.js';
import { relationWords } from '../doors/index.js';
import { VisitOutcome } from '../plans/index.js';
import { VisitSource } from '../visits/index.js';
import type { ExportDoor, ExportPaperStanding, ExportVisit } from './export-door.js';
import {
  awayContactWords,
  companionWords,
  declineWords,
  exclusionWords,
  materialWords,
  outcomeWords,
  stateWords,
  tagWords,
  topicWords,
} from './words.js';

/** 入户登记表 (S2.3): one row a visit, then, at the end of each grid, one a door that nobody visited. */
interface RegisterColumn extends ColumnSpec {
  of: (door: ExportDoor, visit: ExportVisit | null) => string | number | null;
}

/** How a sheet is laid out. */
export interface RegisterForm {
  /** A sheet of several villages names the village in each row. */
  severalVillages: boolean;
  /** The plan asks for papers; otherwise there are no columns for them. */
  withPapers: boolean;
}

const none = '—';
const app = '国家反诈中心APP（户内台数）';
const papers = '两书签订';
const paperColumns: readonly RegisterColumn[] = [
  { head: '告知书', group: papers, width: 10, of: (door) => signedText(door.papers, 'noticeSigned') },
  { head: '承诺书', group: papers, width: 10, of: (door) => signedText(door.papers, 'pledgeSigned') },
];
const columns: readonly RegisterColumn[] = [
  { head: '村（社区）', width: 12, of: ({ village }) => village },
  { head: '网格', width: 10, of: ({ grid }) => grid },
  { head: '户号', width: 9, of: ({ code }) => code },
  { head: '户主/名称', width: 11, of: ({ name }) => name },
  { head: '地址', width: 16, of: ({ address }) => address },
  { head: '村民小组', width: 13, of: ({ group }) => group },
  { head: '家庭成员', width: 26, of: membersText },
  { head: '重点人群', width: 11, of: tagsText },
  { head: '联系电话', width: 13, of: phonesText },
  { head: '入户时间', width: 12, align: 'center', of: (_, visit) => visit && timeText(visit) },
  { head: '入户人员', width: 12, of: (_, visit) => visit && visitorsText(visit) },
  { head: '结果', width: 10, of: (door, visit) => (visit ? outcomeText(visit) : unvisitedText(door)) },
  { head: '在场人', width: 11, of: (door, visit) => visit && presentText(door, visit) },
  {
    head: '宣讲内容',
    width: 18,
    of: (_, visit) => visit && visit.topics.map((topic) => topicWords[topic] ?? topic).join('、'),
  },
  { head: '当面讲解', width: 6, align: 'center', of: (_, visit) => visit && ifMet(visit, yesNo(visit.faceToFace)) },
  {
    head: '宣传资料',
    width: 9,
    of: (_, visit) => visit && visit.materials.map((key) => materialWords[key] ?? key).join('、'),
  },
  { head: '安装', group: app, width: 6, of: (_, visit) => visit?.app?.installed ?? null },
  { head: '实名', group: app, width: 6, of: (_, visit) => visit?.app?.realName ?? null },
  { head: '预警', group: app, width: 6, of: (_, visit) => visit?.app?.warningOn ?? null },
  {
    head: '进群',
    width: 5,
    align: 'center',
    of: (_, visit) => visit && (visit.groupJoined === null ? null : yesNo(visit.groupJoined)),
  },
  { head: '群众提问', width: 14, of: (_, visit) => visit && visit.questions },
  { head: '签名', width: 12, of: ({ papers }) => signersText(papers) },
  { head: '照片张数', width: 6, of: (_, visit) => visit && visit.photoIds.length },
  { head: '下次时间', width: 11, align: 'center', of: (_, visit) => visit && visit.nextAttemptOn },
  { head: '回访结果', width: 11, of: (_, visit) => visit && visit.callBack },
  { head: '来源', width: 10, of: (_, visit) => visit && sourceText(visit) },
];

function columnsFor({ severalVillages, withPapers }: RegisterForm): readonly RegisterColumn[] {
  const all = columns.flatMap((column) => (withPapers && column.head === '签名' ? [...paperColumns, column] : column));
  return severalVillages ? all : all.slice(1);
}

export function registerColumns(form: RegisterForm): ColumnSpec[] {
  return columnsFor(form).map(({ of: _of, ...column }) => column);
}

/** The rows of a door: one a visit; without any, one that says why. */
export function registerRows(door: ExportDoor, form: RegisterForm): RowSpec[] {
  const visits = door.visits.length === 0 ? [null] : door.visits;
  return visits.map((visit) => ({ cells: columnsFor(form).map((column) => column.of(door, visit)) }));
}

function signedText(standing: ExportPaperStanding, kind: 'noticeSigned' | 'pledgeSigned'): string {
  const isSigned = standing[kind];
  if (isSigned === null) return none;
  if (isSigned) return '已签';
  return standing.why === null ? '未签' : `未签\n（${declineWords[standing.why]}）`;
}

/** Who signed on a phone, or on a sheet of which there is a photo; blank for those who are to sign on this one. */
function signersText({ signers }: ExportPaperStanding): string | null {
  if (signers.length === 0) return null;
  return signers.map(({ name, on, isOnPaper }) => `${name}${isOnPaper ? '（纸质）' : ''}\n${on}`).join('\n');
}

function membersText({ residents, childrenUnder14 }: ExportDoor): string {
  const lines = residents.map(({ name, relation, birthMonth }) => {
    const born = birthMonth === null ? '' : `，${monthText(birthMonth)}`;
    return `${name}（${relationWords[relation]}${born}）`;
  });
  if (childrenUnder14 > 0) lines.push(`14岁以下儿童${childrenUnder14}人`);
  return lines.join('\n');
}

function tagsText({ residents }: ExportDoor): string {
  const tagged = new Set(residents.flatMap(({ tags }) => tags));
  return [...tagged].map((tag) => tagWords[tag]).join('、');
}

/** Line by line beside those who live there. */
function phonesText({ residents, childrenUnder14 }: ExportDoor): string {
  if (residents.every(({ phone }) => phone === null)) return '';
  const lines = residents.map(({ phone }) => phone ?? none);
  return [...lines, ...(childrenUnder14 > 0 ? [none] : [])].join('\n');
}

function timeText({ startedAt, endedAt }: ExportVisit): string {
  const end = endedAt > startedAt ? `—${timeOfDay(endedAt)}` : '';
  return `${businessDate(startedAt)}\n${timeOfDay(startedAt)}${end}`;
}

function visitorsText({ visitorName, companions }: ExportVisit): string {
  const others = companions.map(({ name, role }) =>
    companionWords[role] ? `${name}（${companionWords[role]}）` : name,
  );
  return [visitorName, ...others].join('\n');
}

function outcomeText({ outcome, awayContact }: ExportVisit): string {
  const contact = awayContact === null ? undefined : awayContactWords[awayContact];
  return contact === undefined ? outcomeWords[outcome] : `${outcomeWords[outcome]}（${contact}）`;
}

function unvisitedText({ state, exclusion }: ExportDoor): string {
  if (exclusion !== null) return `不计入（${exclusionWords[exclusion]}）`;
  if (state === null || state === ProgressState.Never) return '未入户';
  return `未入户（${stateWords[state]}）`;
}

/** Somebody who has left the door since is counted among the others. */
function presentText({ residents }: ExportDoor, { presentResidentIds, presentOthers }: ExportVisit): string {
  const names = residents.filter(({ id }) => presentResidentIds.includes(id)).map(({ name }) => name);
  const others = presentOthers + presentResidentIds.length - names.length;
  return [...names, ...(others > 0 ? [names.length > 0 ? `另${others}人` : `${others}人`] : [])].join('、');
}

function sourceText({ source, enteredByName }: ExportVisit): string {
  return source === VisitSource.Paper ? `纸质补录（${enteredByName}）` : '手机';
}

function ifMet({ outcome }: ExportVisit, text: string): string | null {
  return outcome === VisitOutcome.Met ? text : null;
}

function yesNo(flag: boolean): string {
  return flag ? '是' : '否';
}

/** `1955年3月` for `1955-03`. */
function monthText(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
}
