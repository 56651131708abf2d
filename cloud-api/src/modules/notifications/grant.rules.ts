/** What one person has allowed for one template. */
export interface Grant {
  /** One-time consents that are not used up; 0 with a long-term one, which has no end. */
  remaining: number;
  longTerm: boolean;
  /** Taps that only the phone has told of so far; below zero, those that only WeChat has. */
  unpaired: number;
  /** Milliseconds since the epoch, 0 for never. */
  acceptedAt: number;
  refusedAt: number;
}

/**
 * Who tells of a tap on 允许: the phone, which may lie or lose its network, and WeChat's event, which does not come where the person
 * ticked 总是保持以上选择, or no push address is entered. Each tap counts once.
 */
export type GrantTeller = 'phone' | 'wechat';

export interface Accepted {
  from: GrantTeller;
  /** WeChat tells whole seconds. */
  at: number;
  longTerm: boolean;
}

export const noGrant: Grant = { remaining: 0, longTerm: false, unpaired: 0, acceptedAt: 0, refusedAt: 0 };

/** The phone and WeChat tell of the same tap within this time; later it is another one. */
const pairingMs = 600_000;
const secondMs = 1_000;

export function accept(before: Grant, { from, at, longTerm }: Accepted): Grant {
  const unpaired = at - before.acceptedAt > pairingMs ? 0 : before.unpaired;
  const step = from === 'phone' ? 1 : -1;
  const isKnown = unpaired * step < 0;
  const isOver = at < wholeSecond(before.refusedAt);
  return {
    ...before,
    remaining: before.remaining + (isKnown || isOver || longTerm ? 0 : 1),
    longTerm: before.longTerm || (longTerm && !isOver),
    unpaired: unpaired + step,
    acceptedAt: Math.max(before.acceptedAt, at),
  };
}

/**
 * Nothing is left of what was granted before. After a later consent it stays: too many cost one refused message, too few a message
 * that is never sent.
 */
export function refuse(before: Grant, at: number): Grant {
  const refusedAt = Math.max(before.refusedAt, at);
  if (before.acceptedAt > at) return { ...before, refusedAt };
  // WeChat's late word of a tap before it is known by its time; the phone's is not.
  return { ...before, remaining: 0, longTerm: false, unpaired: Math.min(before.unpaired, 0), refusedAt };
}

function wholeSecond(instant: number): number {
  return Math.floor(instant / secondMs) * secondMs;
}
