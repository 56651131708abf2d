import type { Schemas } from '@/shared/api';
import { needsAttention, type Entry } from '@/shared/outbox';

export type MyRelay = Schemas['MyRelay'];
export type RelayNode = Schemas['RelayNode'];
export type RelayDetail = Schemas['RelayDetail'];
type Severity = Schemas['Severity'];

/** What this phone did about relays and the server may not have told back yet: when, by relay. */
export interface KeptRelays {
  signed: ReadonlyMap<string, number>;
  pushed: ReadonlyMap<string, number>;
  /** Those of which something has not left the phone. */
  waiting: ReadonlySet<string>;
  /** Those of which the server refused something. */
  refused: ReadonlySet<string>;
}

export function keptRelays(entries: readonly Entry[]): KeptRelays {
  const [signed, pushed] = [new Map<string, number>(), new Map<string, number>()];
  const [waiting, refused] = [new Set<string>(), new Set<string>()];
  for (const entry of entries) {
    if (entry.kind !== 'relay.sign' && entry.kind !== 'relay.push') continue;
    const { relayId } = entry.payload;
    if (needsAttention(entry)) {
      refused.add(relayId);
      continue;
    }
    (entry.kind === 'relay.sign' ? signed : pushed).set(relayId, entry.happenedAt);
    if (entry.state === 'waiting') waiting.add(relayId);
  }
  return { signed, pushed, waiting, refused };
}

/** A relay as the person left it, also before the server has heard of it. */
export function asLeft(mine: MyRelay, kept: KeptRelays): MyRelay {
  const { relay } = mine;
  const signedHere = kept.signed.get(relay.id);
  const pushedHere = kept.pushed.get(relay.id);
  const iSignedAt = mine.iSignedAt ?? signedHere ?? null;
  const signedAt = relay.signedAt ?? signedHere ?? null;
  const pushedAt = relay.pushedAt ?? pushedHere ?? null;
  return { ...mine, iSignedAt, relay: { ...relay, signedAt, pushedAt, state: stateAsLeft(relay, signedAt, pushedAt) } };
}

function stateAsLeft({ state, bound }: RelayNode, signedAt: number | null, pushedAt: number | null) {
  if (state !== 'unsigned' && state !== 'signed') return state;
  if (pushedAt !== null) return bound ? 'claimed' : 'cannot_verify';
  return signedAt === null ? 'unsigned' : 'signed';
}

/** What the person has to do now. */
export type Step = 'wait' | 'sign' | 'push' | 'pushed' | 'closed';

/**
 * Each pusher signs for themselves, also where somebody else's push has settled the hop already; a deputy only for what is
 * still to be pushed.
 */
export function stepOf({ relay, iSignedAt, part }: Pick<MyRelay, 'relay' | 'iSignedAt' | 'part'>): Step {
  if (relay.state === 'closed') return 'closed';
  if (part === 'supervisor') return isHandled(relay) ? 'pushed' : 'wait';
  if (part === 'deputy' && isHandled(relay)) return 'pushed';
  if (iSignedAt !== null) return isHandled(relay) ? 'pushed' : 'push';
  return relay.state === 'waiting' ? 'wait' : 'sign';
}

type Handling = Pick<RelayNode, 'pushedAt' | 'provedAt' | 'attestedAt' | 'state'>;

/** Nothing more is expected of its pushers: the hop's clock stands still. */
export function isHandled({ pushedAt, provedAt, attestedAt, state }: Handling): boolean {
  return pushedAt !== null || provedAt !== null || attestedAt !== null || state === 'closed';
}

/** The due moment itself is on time. A hop that waits for the one above has no clock yet. */
export function isLate(relay: Handling & Pick<RelayNode, 'dueAt'>, now: number): boolean {
  return !isHandled(relay) && relay.dueAt !== null && now > relay.dueAt;
}

/** Somebody says it is pushed, and nothing has proved it. */
export function waitsForProof({ pushedAt, provedAt, attestedAt, state }: Handling): boolean {
  return pushedAt !== null && provedAt === null && attestedAt === null && state !== 'closed';
}

const URGENCY: Record<Severity, number> = { critical: 0, urgent: 1, normal: 2 };

/** What waits for the person, the most urgent first; what others have settled, and only lacks their 签收, last. */
export function pendingRelays(items: readonly MyRelay[], kept: KeptRelays): MyRelay[] {
  return items
    .map((item) => asLeft(item, kept))
    .filter((item) => ['sign', 'push'].includes(stepOf(item)))
    .sort(
      (a, b) =>
        Number(isHandled(a.relay)) - Number(isHandled(b.relay)) ||
        URGENCY[a.severity] - URGENCY[b.severity] ||
        (a.relay.dueAt ?? a.relay.chainDueAt) - (b.relay.dueAt ?? b.relay.chainDueAt) ||
        (a.relay.id < b.relay.id ? -1 : 1),
    );
}

/** The same directive in the same group, amended since. */
export function newerOf(mine: MyRelay, items: readonly MyRelay[]): MyRelay | undefined {
  return items
    .filter(({ directiveId, relay }) => directiveId === mine.directiveId && relay.groupId === mine.relay.groupId)
    .filter(({ number }) => number > mine.number)
    .sort((a, b) => b.number - a.number)[0];
}

/** When a pusher signed; the reader's own 签收, or the one they made for somebody absent, also before the server has it. */
export function signedAtOf(
  { personId, name, signedAt }: RelayNode['pushers'][number],
  readerId: string,
  mine: Pick<MyRelay, 'iSignedAt' | 'insteadOf'> | undefined,
): number | null {
  const isMine = mine !== undefined && (mine.insteadOf === null ? personId === readerId : name === mine.insteadOf);
  return signedAt ?? (isMine ? mine.iSignedAt : null);
}
