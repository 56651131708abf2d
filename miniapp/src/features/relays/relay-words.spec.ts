import * as fc from 'fast-check';
import { aMyRelay, aRelayNode } from '../../../test/builders';
import {
  afterSentence,
  cardTitle,
  closedBecause,
  evidence,
  kindText,
  openersText,
  pastedText,
  pendingTitle,
  settledBy,
} from './relay-words';

describe('the strip of the first tab', () => {
  it('tells of the 特急 ones before the others', () => {
    const normal = aMyRelay({}, { severity: 'normal' });
    expect(pendingTitle([aMyRelay(), normal, normal])).toBe('1 条特急待签收');
    expect(pendingTitle([normal, normal])).toBe('2 条待签收');
  });

  it('says what is left to do', () => {
    const toPush = aMyRelay({ state: 'signed', signedAt: 1 }, { iSignedAt: 1 });
    expect(pendingTitle([toPush])).toBe('1 条特急待推送');
    expect(pendingTitle([toPush, aMyRelay()])).toBe('2 条特急待签收');
  });

  it('alarms nobody for a 签收 of what is pushed already', () => {
    expect(pendingTitle([aMyRelay({ state: 'claimed', pushedAt: 1 })])).toBe('1 条待签收');
  });
});

describe('the card', () => {
  it('says the kind and the title', () => {
    expect(cardTitle(aMyRelay({}, { title: '社保补缴是骗局' }))).toBe('【特急预警】社保补缴是骗局');
    expect(cardTitle(aMyRelay({}, { kind: 'tip', severity: 'normal', title: '防骗' }))).toBe('【防范信息】防骗');
  });

  it('is cut to what a chat shows, between characters, and holds nothing but the kind and the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (title) => {
        const text = cardTitle(aMyRelay({}, { title }));
        expect([...text].length).toBeLessThanOrEqual(30);
        const kept = text.replace(/…$/, '');
        expect(`【特急预警】${title}`.startsWith(kept)).toBe(true);
      }),
    );
  });

  it('is a text where no card can be passed on', () => {
    expect(pastedText(aMyRelay({}, { title: '标题', body: '正文' }))).toBe('【特急预警】标题\n正文\n—— 蟒河镇综治办');
  });

  it('names the kind with how urgent it is', () => {
    expect(kindText({ kind: 'circular', severity: 'urgent' })).toBe('紧急通报');
    expect(kindText({ kind: 'alert', severity: 'normal' })).toBe('预警');
  });
});

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
    expect(afterSentence(aRelayNode({ state: 'cannot_verify', bound: false, pushedAt: 1 }))).toContain('还没认过');
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
