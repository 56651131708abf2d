import { aMyRelay } from '../../../test/builders';
import { kindText, pendingTitle } from './relay-words';

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

it('names the kind with how urgent it is', () => {
  expect(kindText({ kind: 'circular', severity: 'urgent' })).toBe('紧急通报');
  expect(kindText({ kind: 'alert', severity: 'normal' })).toBe('预警');
});
