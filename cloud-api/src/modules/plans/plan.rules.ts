import { addDays, daysBetween } from '../../common/clock/index.js';
import { everyone, type PlanDocument, type PlanRound } from './plan.document.js';

/** What is wrong with a document: where (`rounds.1.from`), by which rule, and in words. */
export interface DocumentError {
  path: string;
  rule: string;
  message: string;
}

/** The checks that a JSON schema cannot express. The document has the right shape already. */
export function documentErrors(document: PlanDocument): DocumentError[] {
  return [
    ...windowErrors(document),
    ...roundErrors(document),
    ...milestoneErrors(document),
    ...audienceErrors(document),
    ...keyErrors(document),
  ];
}

function windowErrors({ window }: PlanDocument): DocumentError[] {
  if (window.endsOn === null || window.endsOn >= window.startsOn) return [];
  return [{ path: 'window.endsOn', rule: 'not_before_start', message: `must not be before ${window.startsOn}` }];
}

function roundErrors({ window, rounds }: PlanDocument): DocumentError[] {
  return rounds.flatMap((round, index) => {
    const at = (field: string, rule: string, message: string) => [{ path: `rounds.${index}.${field}`, rule, message }];
    const before = rounds[index - 1];
    return [
      ...(round.number === index + 1 ? [] : at('number', 'consecutive', `must be ${index + 1}`)),
      ...(round.until === null || round.until >= round.from
        ? []
        : at('until', 'not_before_start', `must not be before ${round.from}`)),
      ...(index > 0 || round.from >= window.startsOn
        ? []
        : at('from', 'inside_window', `must not be before the window, ${window.startsOn}`)),
      ...(before && before.until === null
        ? at('from', 'after_previous_round', `round ${before.number} has no end, so no round follows it`)
        : []),
      ...(before && before.until !== null && round.from <= before.until
        ? at('from', 'after_previous_round', `must be after ${before.until}, the end of round ${before.number}`)
        : []),
    ];
  });
}

function milestoneErrors({ window, milestones }: PlanDocument): DocumentError[] {
  return milestones.flatMap(({ due }, index) => {
    const inside = due >= window.startsOn && (window.endsOn === null || due <= window.endsOn);
    const span = `${window.startsOn} to ${window.endsOn ?? 'no end'}`;
    return inside ? [] : [{ path: `milestones.${index}.due`, rule: 'inside_window', message: `must lie in ${span}` }];
  });
}

function audienceErrors({ audiences, counting }: PlanDocument): DocumentError[] {
  return audiences.flatMap(({ key, match }, index) => [
    ...(key === everyone.key
      ? [{ path: `audiences.${index}.key`, rule: 'reserved', message: `"${key}" is in every plan already` }]
      : []),
    ...('doorKind' in match && !counting.doorKinds.includes(match.doorKind)
      ? [
          {
            path: `audiences.${index}.match.doorKind`,
            rule: 'counted_kind',
            message: 'must be one of counting.doorKinds',
          },
        ]
      : []),
  ]);
}

function keyErrors({ audiences, milestones, readings }: PlanDocument): DocumentError[] {
  const repeated = (list: string, items: readonly { key: string }[]) =>
    items.flatMap(({ key }, index) =>
      items.findIndex((item) => item.key === key) === index
        ? []
        : [{ path: `${list}.${index}.key`, rule: 'unique', message: `"${key}" stands there twice` }],
    );
  return [
    ...repeated('audiences', audiences),
    ...repeated('milestones', milestones),
    ...repeated('readings', readings),
  ];
}

/** The document with all its dates moved by the same days, so that its window starts on the date. */
export function startedOn(document: PlanDocument, startsOn: string): PlanDocument {
  const days = daysBetween(document.window.startsOn, startsOn);
  const moved = (date: string) => addDays(date, days);
  const movedIf = (date: string | null) => (date === null ? null : moved(date));
  return {
    ...document,
    window: { startsOn, endsOn: movedIf(document.window.endsOn) },
    rounds: document.rounds.map((round) => ({ ...round, from: moved(round.from), until: movedIf(round.until) })),
    milestones: document.milestones.map((milestone) => ({ ...milestone, due: moved(milestone.due) })),
  };
}

/** The document of a plan that ends with the date: what lies after it is gone. Null when nothing would be left. */
export function endedOn(document: PlanDocument, endsOn: string): PlanDocument | null {
  const earliest = (date: string | null) => (date === null || date > endsOn ? endsOn : date);
  const rounds = document.rounds.filter(({ from }) => from <= endsOn);
  if (rounds.length === 0) return null;
  return {
    ...document,
    window: { ...document.window, endsOn: earliest(document.window.endsOn) },
    rounds: rounds.map((round) => ({ ...round, until: earliest(round.until) })),
    milestones: document.milestones.filter(({ due }) => due <= endsOn),
  };
}

/** The round that a visit of this business date belongs to. */
export function roundOn(document: PlanDocument, date: string): PlanRound | null {
  return document.rounds.find(({ from, until }) => from <= date && (until === null || date <= until)) ?? null;
}

/** The round that screens show on a date: the one it belongs to, else the last that has begun, else the first. */
export function roundShownOn(document: PlanDocument, date: string): PlanRound {
  return roundOn(document, date) ?? document.rounds.findLast(({ from }) => from <= date) ?? document.rounds[0]!;
}

/** From the start of the window to the end of the last round: as long as visits may count. */
export function spansOverlap(one: PlanDocument, other: PlanDocument): boolean {
  return startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
}

function startsBeforeEnd(one: PlanDocument, other: PlanDocument): boolean {
  const end = other.rounds.at(-1)!.until;
  return end === null || one.window.startsOn <= end;
}
