import type { Schemas } from '@/shared/api';
import { levelText, minutesText, SEVERITIES, type Severity } from '@/shared/text';

export type Brief = Schemas['DirectiveBrief'];
export type Directive = Schemas['Directive'];
export type Draft = Schemas['DirectiveDraft'];
export type Content = Schemas['DirectiveContent'];
export type Targets = Schemas['DirectiveTargets'];
export type Version = Schemas['DirectiveVersion'];
export type Reach = Schemas['DirectiveReach'];
export type Cascade = Schemas['PlanCascade'];

export const LONGEST_TITLE = 40;
export const LONGEST_BODY = 2000;
export const LONGEST_REASON = 200;
export const MOST_PHOTOS = 3;
export const DEEPEST_LEVEL = 3;

export function emptyDraft(): Draft {
  return {
    kind: 'alert',
    severity: 'normal',
    content: { title: '', body: '', photoIds: [] },
    targets: { chains: [], regionIds: [], audiences: [], deepestLevel: DEEPEST_LEVEL },
  };
}

export interface DraftProblems {
  title?: string;
  body?: string;
}

/** What has to be mended before it can be saved; nothing when it can. */
export function problemsOf({ title, body }: Pick<Content, 'title' | 'body'>): DraftProblems {
  return {
    ...(title.trim() === '' && { title: '请写标题' }),
    ...(title.trim().length > LONGEST_TITLE && { title: `标题最多 ${LONGEST_TITLE} 字` }),
    ...(body.trim() === '' && { body: '请写正文' }),
    ...(body.trim().length > LONGEST_BODY && { body: `正文最多 ${LONGEST_BODY} 字` }),
  };
}

export function isComplete(content: Pick<Content, 'title' | 'body'>): boolean {
  return Object.keys(problemsOf(content)).length === 0;
}

/** The text as it is sent: without what stands around it, and without an empty choice. */
export function tidied({ kind, severity, content, targets }: Draft): Draft {
  const { title, body, fraudType, photoIds } = content;
  return {
    kind,
    severity,
    content: { title: title.trim(), body: body.trim(), ...(fraudType && { fraudType }), photoIds: photoIds ?? [] },
    targets,
  };
}

export function isSameDraft(one: Draft, other: Draft): boolean {
  return JSON.stringify(tidied(one)) === JSON.stringify(tidied(other));
}

/** 特急: every step within 30 minutes. */
export function severityChoice(severity: Severity, cascade: Pick<Cascade, 'serviceMinutes'> | undefined): string {
  const minutes = cascade?.serviceMinutes[severity];
  return minutes === undefined ? SEVERITIES[severity] : `${SEVERITIES[severity]} · 每级 ${minutesText(minutes)}`;
}

/** What a severity asks of people, with the times of the plan. */
export function serviceText(
  { severity, targets: { deepestLevel } }: Pick<Draft, 'severity' | 'targets'>,
  cascade: Pick<Cascade, 'serviceMinutes' | 'quietHours'>,
): string {
  const minutes = cascade.serviceMinutes[severity];
  const hops = deepestLevel + 1;
  const end = hops > 1 ? `，到${levelText(deepestLevel)}不超过 ${minutesText(minutes * hops)}` : '';
  return `每一级 ${minutesText(minutes)}内推到${end}。${quietText(severity, cascade)}`;
}

function quietText(severity: Severity, { quietHours }: Pick<Cascade, 'quietHours'>): string {
  if (!quietHours) return '';
  const { from, until } = quietHours;
  return severity === 'critical' ? `${from} 到 ${until} 也提醒，要另一人先审。` : `${from} 到 ${until} 不提醒。`;
}

/** 将发往 132 个群：指挥群 1 · 第一级 9 … */
export function reachText({ groups, levels }: Pick<Reach, 'groups' | 'levels'>): string {
  if (groups === 0) return '这样选，一个群也发不到';
  const parts = levels
    .filter((level) => level.groups > 0)
    .map(({ level, groups: count }) => `${levelText(level)} ${count}`);
  return `将发往 ${groups} 个群：${parts.join(' · ')}`;
}

/** 村、学校 两条链 · 孔池村、出水村 · 老人 · 到第二级 */
export function targetsText(
  { chains, regionIds, audiences, deepestLevel }: Targets,
  words: {
    chain(key: string): string;
    region(id: number): string;
    audience(key: Targets['audiences'][number]): string;
  },
): string {
  const places = regionIds.length > 4 ? `${regionIds.length} 个地方` : regionIds.map(words.region).join('、');
  const parts = [
    chains.length > 0
      ? `${chains.map(words.chain).join('、')}${chains.length > 1 ? ` ${chains.length} 条链` : '链'}`
      : '全部链',
    places,
    audiences.length > 0 && `只给${audiences.map(words.audience).join('、')}`,
    deepestLevel < DEEPEST_LEVEL && `到${levelText(deepestLevel)}为止`,
  ];
  return parts.filter(Boolean).join(' · ');
}

export const APPROVAL_REASONS: Record<Schemas['ApprovalReason'], string> = {
  critical: '特急要另一人看过才发',
  check_unavailable: '微信没有给出内容检查的结果，改由另一人看',
  check_risky: '微信提示内容可能有风险，要另一人看',
};

/** The list in parts: what waits for somebody's yes, drafts, then what is under way, then the rest, newest first. */
export function sectionsOf(items: readonly Brief[]): { key: 'awaiting' | 'draft' | 'open' | 'done'; items: Brief[] }[] {
  const at = ({ publishedAt, createdAt }: Brief) => publishedAt ?? createdAt;
  const sectionOf = ({ state, proved, groups }: Brief) => {
    if (state === 'awaiting' || state === 'draft') return state;
    return state === 'published' && proved < groups ? 'open' : 'done';
  };
  const sorted = [...items].sort((a, b) => at(b) - at(a));
  return (['awaiting', 'draft', 'open', 'done'] as const)
    .map((key) => ({ key, items: sorted.filter((item) => sectionOf(item) === key) }))
    .filter((section) => section.items.length > 0);
}

export interface VersionChange {
  what: '标题' | '正文' | '紧急程度' | '骗术' | '图片' | '录音';
  was: string;
  is: string;
}

/** What one version says otherwise than the one before. */
export function changesBetween(older: Version, newer: Version, topic: (key: string) => string): VersionChange[] {
  const fraud = ({ content: { fraudType } }: Version) => (fraudType ? topic(fraudType) : '没写');
  const photos = ({ content: { photoIds } }: Version) => photoIds ?? [];
  const count = (version: Version) => `${photos(version).length} 张`;
  const pairs: [VersionChange['what'], string, string, boolean?][] = [
    ['标题', older.content.title, newer.content.title],
    ['正文', older.content.body, newer.content.body],
    ['紧急程度', SEVERITIES[older.severity], SEVERITIES[newer.severity]],
    ['骗术', fraud(older), fraud(newer)],
    ['图片', count(older), count(newer), photos(older).join() !== photos(newer).join()],
    ['录音', older.hasClip ? '有' : '没有', newer.hasClip ? '有' : '没有'],
  ];
  return pairs.filter(([, was, is, differs = was !== is]) => differs).map(([what, was, is]) => ({ what, was, is }));
}
