import type { Schemas } from '@/shared/api';

export type DirectiveKind = Schemas['DirectiveKind'];
export type DirectiveState = Schemas['DirectiveState'];
export type Severity = Schemas['Severity'];
export type RelayState = Schemas['RelayState'];
export type GroupPart = Schemas['GroupPart'];

type Tone = 'accent' | 'late' | 'wait' | 'ok' | 'gray';

export const DIRECTIVE_KINDS: Record<DirectiveKind, string> = {
  alert: '预警',
  tip: '防范信息',
  instruction: '指令',
  circular: '通报',
};

export const SEVERITIES: Record<Severity, string> = { critical: '特急', urgent: '紧急', normal: '一般' };

export const SEVERITY_TONES: Record<Severity, Tone> = { critical: 'late', urgent: 'wait', normal: 'gray' };

export const DIRECTIVE_STATES: Record<DirectiveState, string> = {
  draft: '草稿',
  awaiting: '等人审',
  published: '已发出',
  recalled: '已撤回',
};

/** Where a hop stands; whether it is late is told beside it. */
export const RELAY_STATES: Record<RelayState, string> = {
  waiting: '等上级推',
  unsigned: '未签收',
  signed: '签收未推',
  claimed: '自称已推',
  cannot_verify: '无法核验',
  proved_late: '迟证实',
  proved: '已证实',
  closed: '已停',
};

export const RELAY_STATE_TONES: Record<RelayState, Tone> = {
  waiting: 'gray',
  unsigned: 'wait',
  signed: 'wait',
  claimed: 'accent',
  cannot_verify: 'wait',
  proved_late: 'ok',
  proved: 'ok',
  closed: 'gray',
};

export const RELAY_STEPS: Record<Schemas['RelayStepKind'], string> = {
  opened: '轮到这个群',
  signed: '签收',
  pushed: '自称已推',
  proved: '群里有人打开，已证实',
  doubted: '有人打开，核验不了',
  attested: '监督员看到了',
  not_seen: '监督员没看到',
  urged: '催办',
  escalated: '自动提醒',
  skipped: '特急跳过这一级',
  closed: '停了',
};

export const GROUP_PARTS: Record<GroupPart, string> = { pusher: '推送员', supervisor: '监督员', member: '成员' };

const LEVELS = ['指挥群', '第一级', '第二级', '第三级'];

export function levelText(level: number): string {
  return LEVELS[level] ?? `第 ${level} 级`;
}
