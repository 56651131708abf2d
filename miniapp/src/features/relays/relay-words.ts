import { DIRECTIVE_KINDS, SEVERITIES } from '@/shared/text';
import { isHandled, stepOf, type MyRelay } from './relay.rules';

/** 1 条特急待签收: the most urgent of what waits, as it is told on other screens. */
export function pendingTitle(pending: readonly MyRelay[]): string {
  const critical = pending.filter(({ severity, relay }) => severity === 'critical' && !isHandled(relay));
  const told = critical.length > 0 ? critical : pending;
  const pushOnly = told.every((item) => stepOf(item) === 'push');
  return `${told.length} 条${critical.length > 0 ? SEVERITIES.critical : ''}${pushOnly ? '待推送' : '待签收'}`;
}

/** 特急预警, 防范信息: an ordinary one needs no word for it. */
export function kindText({ kind, severity }: Pick<MyRelay, 'kind' | 'severity'>): string {
  return severity === 'normal' ? DIRECTIVE_KINDS[kind] : SEVERITIES[severity] + DIRECTIVE_KINDS[kind];
}
