import { Severity } from '../plans/index.js';
import { RelayState } from './dto/relay.dto.js';

/** Nobody is urged again before, by whomever. */
export const urgeAgainMs = 10 * 60_000;

/** What a hop's state follows from; instants in milliseconds. */
export interface RelayFacts {
  openedAt: number | null;
  dueAt: number | null;
  chainDueAt: number;
  signedAt: number | null;
  pushedAt: number | null;
  provedAt: number | null;
  doubtedAt: number | null;
  attestedAt: number | null;
  closedAt: number | null;
  /** Whether a real WeChat group is known to be this one. */
  bound: boolean;
}

/** Where a hop stands. A proof outweighs everything, also that it came after a recall; then the furthest step that was made. */
export function relayState(facts: RelayFacts): RelayState {
  if (facts.provedAt !== null) return isProvedLate(facts) ? RelayState.ProvedLate : RelayState.Proved;
  if (facts.closedAt !== null) return RelayState.Closed;
  if (facts.pushedAt !== null) return cannotVerify(facts) ? RelayState.CannotVerify : RelayState.Claimed;
  if (facts.signedAt !== null) return RelayState.Signed;
  return facts.openedAt === null ? RelayState.Waiting : RelayState.Unsigned;
}

/** A hop that was proved before its clock began, by somebody who could not wait, is judged by the chain's clock. */
function isProvedLate({ provedAt, dueAt, chainDueAt }: RelayFacts): boolean {
  return provedAt! > (dueAt ?? chainDueAt);
}

function cannotVerify({ bound, doubtedAt, pushedAt }: RelayFacts): boolean {
  return !bound || (doubtedAt !== null && doubtedAt >= pushedAt!);
}

/** Nothing more is expected of the pusher. */
export function isHandled({ pushedAt, provedAt, attestedAt, closedAt }: RelayFacts): boolean {
  return pushedAt !== null || provedAt !== null || attestedAt !== null || closedAt !== null;
}

/** The time of this hop is over, and nobody pushed. The due moment itself is still on time (S1.3). */
export function isLate(facts: RelayFacts, now: number): boolean {
  return !isHandled(facts) && facts.dueAt !== null && now > facts.dueAt;
}

/** Pushed, as somebody says, and nobody has proved or seen it. */
export function waitsForProof({ pushedAt, provedAt, attestedAt, closedAt }: RelayFacts): boolean {
  return pushedAt !== null && provedAt === null && attestedAt === null && closedAt === null;
}

/** Whether the hops below may begin without this one. */
export function isSkippable(relay: RelayFacts & { severity: Severity; skippedAt: number | null }): boolean {
  const { severity, pushedAt, provedAt, closedAt, skippedAt, openedAt } = relay;
  const isOpen = openedAt !== null && pushedAt === null && provedAt === null && closedAt === null;
  return severity === Severity.Critical && isOpen && skippedAt === null;
}

export function isDone({ provedAt, attestedAt }: RelayFacts): boolean {
  return provedAt !== null || attestedAt !== null;
}

/** How many hops stand where; the states add up to the total, late ones are counted besides. */
export function countStates(relays: readonly RelayFacts[], now: number) {
  const counts = Object.fromEntries(Object.values(RelayState).map((state) => [state, 0])) as Record<RelayState, number>;
  for (const relay of relays) counts[relayState(relay)] += 1;
  const attested = relays.filter(({ attestedAt, provedAt }) => attestedAt !== null && provedAt === null).length;
  return { counts, total: relays.length, late: relays.filter((relay) => isLate(relay, now)).length, attested };
}

/** A group as a directive reaches it. */
export interface TargetGroup {
  id: string;
  upperId: string | null;
  level: number;
}

/**
 * The group from which a directive comes, by group, null for those at the top, and how many hops lie above. Uppers that the
 * directive does not go to are no hops.
 */
export function chainOf(groups: readonly TargetGroup[]): Map<string, { upperId: string | null; depth: number }> {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const chain = new Map<string, { upperId: string | null; depth: number }>();
  const upperOf = ({ upperId }: TargetGroup) => (upperId !== null && byId.has(upperId) ? upperId : null);
  // A level lies below its upper's, so that uppers are placed first.
  for (const group of [...groups].sort((a, b) => a.level - b.level)) {
    const upperId = upperOf(group);
    const above = upperId === null ? undefined : chain.get(upperId);
    chain.set(group.id, above ? { upperId, depth: above.depth + 1 } : { upperId: null, depth: 0 });
  }
  return chain;
}
