import type { Schemas } from '@/shared/api';
import type { Tone } from '@/shared/ui';

export type ExportKind = Schemas['ExportKind'];
export type ExportState = Schemas['ExportState'];

export const EXPORT_KINDS: Record<ExportKind, { name: string; detail: string }> = {
  visit_register: { name: '入户登记表', detail: '每一次入户一行：哪天、谁去、见了谁、讲了什么' },
  progress_table: { name: '工作进度表', detail: '每个村和网格应走、已走、签了多少' },
  household_book: { name: '户册', detail: '现在的住户名单，改好可以原样再导入' },
};

export const EXPORT_STATES: Record<ExportState, { name: string; tone: Tone }> = {
  queued: { name: '排队', tone: 'accent' },
  running: { name: '正在做', tone: 'accent' },
  done: { name: '做好了', tone: 'ok' },
  failed: { name: '没做成', tone: 'late' },
  cancelled: { name: '停掉了', tone: 'gray' },
  expired: { name: '过期了', tone: 'gray' },
};

const FAILURES: Record<string, string> = {
  forbidden: '您现在的职务不能导出这个地方。',
  not_found: '方案或地方已经不在了，请重新选。',
  interrupted: '服务器中途重启了，请再做一份。',
  internal: '服务器出了问题，请稍后再做一份。',
};

export function exportFailureText(error: string | null): string {
  return (error !== null && FAILURES[error]) || '没做成，请再做一份。';
}

const RULES: Record<string, string> = {
  not_before_start: '结束的日子不能早于开始的日子。',
  exportable_level: '请选到县、镇、村或网格。',
};

export function exportFaultText(rule: string): string {
  return RULES[rule] ?? '选的内容不对，请重新选。';
}
