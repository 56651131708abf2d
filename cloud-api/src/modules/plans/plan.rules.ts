import { addDays, daysBetween } from '../../common/clock/index.js';
import { PaperSigners } from './dictionary.js';
import { type DocumentError, repeated } from './document-error.js';
import { everyone, type PlanDocument, type PlanRound } from './plan.document.js';
import { cascadeErrors } from './plan-cascade.rules.js';

/** The checks that a JSON schema cannot express. The document has the right shape already. */
export function documentErrors(document: PlanDocument): DocumentError[] {
  return [
    ...windowErrors(document),
    ...roundErrors(document),
    ...milestoneErrors(document),
    ...audienceErrors(document),
    ...paperErrors(document),
    ...chainErrors(document),
    ...cascadeErrors(document),
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
  return milestones.flatMap(({ due }, index) => dueErrors(window, due, `milestones.${index}.due`));
}

function dueErrors({ startsOn, endsOn }: PlanDocument['window'], due: string, path: string): DocumentError[] {
  const inside = due >= startsOn && (endsOn === null || due <= endsOn);
  return inside ? [] : [{ path, rule: 'inside_window', message: `must lie in ${startsOn} to ${endsOn ?? 'no end'}` }];
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

/** A paper of doors that are not counted would be asked for at them and show up on no board. */
function paperErrors({ papers, counting }: PlanDocument): DocumentError[] {
  return papers.flatMap(({ template, doorKinds, signers, tag }, index) => {
    const at = (field: string, rule: string, message: string) => [{ path: `papers.${index}.${field}`, rule, message }];
    const first = papers.findIndex((one) => one.template === template && one.signers === signers && one.tag === tag);
    const uncounted = doorKinds.findIndex((kind) => !counting.doorKinds.includes(kind));
    const isTagged = signers === PaperSigners.Tagged;
    return [
      ...(first === index ? [] : at('template', 'unique', `"${template}" is asked of the same signers twice`)),
      ...(uncounted < 0 ? [] : at(`doorKinds.${uncounted}`, 'counted_kind', 'must be one of counting.doorKinds')),
      ...(isTagged && tag === null ? at('tag', 'required_for_tagged', 'must say whose signature it is') : []),
      ...(!isTagged && tag !== null ? at('tag', 'only_for_tagged', 'must be null unless signers is "tagged"') : []),
    ];
  });
}

function chainErrors({ window, chains }: PlanDocument): DocumentError[] {
  return chains.flatMap(({ levels, due }, index) => [
    ...(due === null ? [] : dueErrors(window, due, `chains.${index}.due`)),
    ...repeated(levels, ({ name }) => name).map((level) => ({
      path: `chains.${index}.levels.${level}.name`,
      rule: 'unique',
      message: 'two levels are called alike',
    })),
  ]);
}

function keyErrors({ audiences, milestones, chains, readings }: PlanDocument): DocumentError[] {
  const lists = Object.entries({ audiences, milestones, chains, readings });
  return lists.flatMap(([list, items]) =>
    repeated<{ key: string }>(items, ({ key }) => key).map((index) => ({
      path: `${list}.${index}.key`,
      rule: 'unique',
      message: `"${items[index]!.key}" stands there twice`,
    })),
  );
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
    chains: document.chains.map((chain) => ({ ...chain, due: movedIf(chain.due) })),
  };
}

/**
 * The document of a plan that ends with the date: what lies after it is gone, and chains are due by then. Null when nothing
 * would be left.
 */
export function endedOn(document: PlanDocument, endsOn: string): PlanDocument | null {
  const earliest = (date: string | null) => (date === null || date > endsOn ? endsOn : date);
  const rounds = document.rounds.filter(({ from }) => from <= endsOn);
  if (rounds.length === 0) return null;
  const milestones = document.milestones.filter(({ due }) => due <= endsOn);
  const { cascade } = document;
  const builtBy = milestones.some(({ key }) => key === cascade?.builtBy) ? cascade!.builtBy : null;
  return {
    ...document,
    window: { ...document.window, endsOn: earliest(document.window.endsOn) },
    rounds: rounds.map((round) => ({ ...round, until: earliest(round.until) })),
    milestones,
    chains: document.chains.map((chain) => ({ ...chain, due: chain.due && earliest(chain.due) })),
    cascade: cascade && { ...cascade, builtBy },
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
