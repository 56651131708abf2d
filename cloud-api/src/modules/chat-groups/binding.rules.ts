import { CardState, GroupPart } from './dto/chat-group.dto.js';

/** A registration card that somebody opened in a real group, with their parts in the registered one today. */
export interface OpenedCard {
  personId: string;
  opengid: string;
  parts: ReadonlySet<GroupPart>;
}

export interface Agreement {
  state: CardState;
  waitsFor: GroupPart | null;
}

/**
 * What the cards say after one was opened in `opengid`: bound once a pusher and a supervisor, two people, opened theirs in the same
 * real group; where nobody watches the group (指挥群) any two of its people do. Cards of people who left it count for nothing.
 */
export function agreementOf(opengid: string, cards: readonly OpenedCard[], isSupervised: boolean): Agreement {
  const valid = cards.filter(({ parts }) => parts.size > 0);
  const same = valid.filter((card) => card.opengid === opengid);
  if (isAgreed(same, isSupervised)) return { state: CardState.Bound, waitsFor: null };
  const waitsFor = isSupervised ? missingPart(same) : GroupPart.Member;
  const isAlone = same.length < 2 && valid.length > same.length;
  return { state: isAlone ? CardState.Differs : CardState.Waiting, waitsFor };
}

function isAgreed(same: readonly OpenedCard[], isSupervised: boolean): boolean {
  if (!isSupervised) return new Set(same.map(({ personId }) => personId)).size > 1;
  return same.some(
    (one) =>
      one.parts.has(GroupPart.Pusher) &&
      same.some((other) => other.personId !== one.personId && other.parts.has(GroupPart.Supervisor)),
  );
}

function missingPart(same: readonly OpenedCard[]): GroupPart {
  return same.some(({ parts }) => parts.has(GroupPart.Pusher)) ? GroupPart.Supervisor : GroupPart.Pusher;
}
