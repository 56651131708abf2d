import { type DocumentError, repeated } from './document-error.js';
import type { PlanCascade, PlanDocument, PlanEscalation, PlanGroupKind } from './plan.document.js';

/** What a schema cannot say of a plan's groups, and of the time that each step may take. */
export function cascadeErrors({ cascade, milestones }: PlanDocument): DocumentError[] {
  if (cascade === null) return [];
  const { builtBy, chains, groupKinds, escalation } = cascade;
  return [
    ...(builtBy === null || milestones.some(({ key }) => key === builtBy)
      ? []
      : error('builtBy', 'unknown_milestone', `there is no milestone "${builtBy}"`)),
    ...twice('chains', chains),
    ...twice('groupKinds', groupKinds),
    ...groupKinds.flatMap((_, index) => kindErrors(cascade, index)),
    ...timeErrors(cascade),
    ...stepErrors(escalation),
  ];
}

function kindErrors({ chains, groupKinds }: PlanCascade, index: number): DocumentError[] {
  const kind = groupKinds[index]!;
  const at = (field: string, rule: string, message: string) => error(`groupKinds.${index}.${field}`, rule, message);
  const upper = groupKinds.slice(0, index).find(({ key }) => key === kind.upper);
  const isLast = !groupKinds.some((other) => other.upper === kind.key);
  return [
    ...kind.chains.flatMap((chain, place) =>
      chains.some(({ key }) => key === chain)
        ? []
        : at(`chains.${place}`, 'unknown_chain', `there is no chain "${chain}"`),
    ),
    ...(kind.upper === null || upper
      ? []
      : at('upper', 'stands_before', 'must be the key of a kind that stands before')),
    ...(upper ? upperErrors(kind, upper, at) : []),
    ...(isLast && kind.reaches === null ? at('reaches', 'required_at_end', 'must say whom the chain reaches') : []),
    ...(!isLast && kind.reaches !== null ? at('reaches', 'only_at_end', 'must be null: the chain goes on below') : []),
    ...(kind.level > 0 && kind.supervisors.length === 0
      ? at('supervisors', 'supervised', 'may be empty at level 0 only')
      : []),
  ];
}

/** A chain that its upper kind does not have would begin in the middle. */
function upperErrors(
  kind: PlanGroupKind,
  upper: PlanGroupKind,
  at: (field: string, rule: string, message: string) => DocumentError[],
): DocumentError[] {
  const own = kind.chains.findIndex((chain) => !upper.chains.includes(chain));
  return [
    ...(kind.level > upper.level
      ? []
      : at('level', 'below_upper', `must be above ${upper.level}, the level of its upper`)),
    ...(own < 0 ? [] : at(`chains.${own}`, 'chain_of_upper', 'must be a chain of its upper too')),
  ];
}

function timeErrors({ serviceMinutes: { critical, urgent, normal }, quietHours }: PlanCascade): DocumentError[] {
  return [
    ...(critical <= urgent ? [] : error('serviceMinutes.critical', 'shortest', 'must not be more than urgent')),
    ...(urgent <= normal ? [] : error('serviceMinutes.urgent', 'shorter', 'must not be more than normal')),
    ...(quietHours === null || quietHours.from !== quietHours.until
      ? []
      : error('quietHours.until', 'not_all_day', 'must differ from its beginning')),
  ];
}

function stepErrors({ steps }: PlanEscalation): DocumentError[] {
  return steps.flatMap(({ afterPercent }, index) =>
    index === 0 || afterPercent > steps[index - 1]!.afterPercent
      ? []
      : error(`escalation.steps.${index}.afterPercent`, 'ascending', 'must be above the step before'),
  );
}

function twice(list: string, items: readonly { key: string }[]): DocumentError[] {
  return repeated(items, ({ key }) => key).flatMap((index) =>
    error(`${list}.${index}.key`, 'unique', `"${items[index]!.key}" stands there twice`),
  );
}

function error(field: string, rule: string, message: string): DocumentError[] {
  return [{ path: `cascade.${field}`, rule, message }];
}
