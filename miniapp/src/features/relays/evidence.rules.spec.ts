import { aRelayNode } from '../../../test/builders';
import { afterSentence, closedBecause, evidence, openersText, settledBy } from './evidence.rules';

describe('what came of a push', () => {
  const done = (relay: Parameters<typeof evidence>[0]) => evidence(relay).map((rung) => rung.done);

  it('climbs from a claim to a proof', () => {
    const claim = aRelayNode({ state: 'claimed', pushedAt: 1 });
    expect(done(claim)).toEqual([true, false, false]);
    expect(done({ ...claim, state: 'cannot_verify' })).toEqual([true, true, false]);
    expect(done({ ...claim, state: 'proved', openers: 3, provedAt: 2 })).toEqual([true, true, true]);
    expect(evidence({ ...claim, state: 'proved_late', provedAt: 2 })[2]!.name).toBe('迟证实');
  });

  it('does not say that somebody opened it where the group is only unknown', () => {
    expect(done(aRelayNode({ state: 'cannot_verify', bound: false, pushedAt: 1 }))).toEqual([true, false, false]);
  });

  it('never takes a doubt for a failure, nor a size that somebody reported for a fact', () => {
    expect(afterSentence(aRelayNode({ state: 'cannot_verify', pushedAt: 1 }))).toContain('不是没送到');
    expect(afterSentence(aRelayNode({ state: 'cannot_verify', bound: false, pushedAt: 1 }))).toContain('还没登记');
    expect(afterSentence(aRelayNode({ state: 'cannot_verify', bound: false, attestedAt: 1 }))).toContain('监督员');
    expect(openersText(aRelayNode({ openers: 1200, reportedSize: 1500 }))).toBe('1,200 人打开，群里自报 1,500 人');
    expect(openersText(aRelayNode())).toBe('还没有人打开');
  });
});

it('the steps tell whose push settled it, and why it was stopped', () => {
  const steps = [
    { kind: 'signed', at: 1, byName: '李', note: null },
    { kind: 'pushed', at: 2, byName: '王', note: null },
    { kind: 'pushed', at: 3, byName: '李', note: null },
    { kind: 'closed', at: 4, byName: null, note: '写错了网址' },
  ] as const;
  expect(settledBy({ steps: [...steps] })).toEqual({ name: '王', at: 2 });
  expect(settledBy({ steps: [] })).toBeNull();
  expect(closedBecause({ steps: [...steps] })).toBe('写错了网址');
  expect(closedBecause(undefined)).toBeNull();
});
