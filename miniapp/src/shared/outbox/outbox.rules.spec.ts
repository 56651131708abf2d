import { anEntry } from '../../../test/builders';
import { hashOf } from './hash';
import {
  answered,
  BATCH_BYTES,
  commandOf,
  confirmed,
  countEntries,
  heldBy,
  isDiscardable,
  isSendable,
  nextBatch,
  rebased,
  retargeted,
  type Entry,
} from './outbox.rules';

const visit = { outcome: 'nobody', startedAt: 1, endedAt: 2 } as const;
const household = { kind: 'household', name: '王', address: '一号', gridId: 1, residents: [] } as const;
const aVisit = (doorId: string, fields: Partial<Entry> = {}) => anEntry('visit.log', { ...visit, doorId }, fields);
const anUpdate = (doorId: string, baseVersion: number, fields: Partial<Entry> = {}) =>
  anEntry('door.update', { doorId, baseVersion, changes: { name: '李' } }, fields);
const aRegistration = (fields: Partial<Entry> = {}) =>
  anEntry('door.register', { ...household, residents: [] }, fields);

describe('what builds on what', () => {
  it('sends a visit only after the door it was made at is registered', () => {
    const registration = aRegistration();
    const later = aVisit(registration.id);
    expect(isSendable(later, [registration, later])).toBe(false);
    expect(isSendable(later, [{ ...registration, state: 'sent' }, later])).toBe(true);
    expect(isSendable(later, [later])).toBe(true);
  });

  it('holds what builds on a refused command until the person has decided', () => {
    const registration = aRegistration({ state: 'invalid' });
    const later = aVisit(registration.id);
    expect(heldBy(later, [registration, later])).toBe(registration);
    expect(heldBy(aVisit('elsewhere'), [registration, later])).toBeUndefined();
  });

  it('sends the edits of one record one after the other, visits of one door together', () => {
    const [first, second] = [anUpdate('door', 3), anUpdate('door', 3)];
    expect(nextBatch([second, first])).toEqual([first]);
    const visits = [aVisit('door'), aVisit('door')];
    expect(nextBatch(visits)).toEqual(visits);
  });

  it('sends a correction after the visit that it corrects', () => {
    const logged = aVisit('door');
    const correction = anEntry('visit.correct', { visitId: logged.id, baseVersion: 1, reason: '漏', changes: {} });
    expect(nextBatch([logged, correction])).toEqual([logged]);
  });

  it('sends a push after the 签收 of the same relay, those of other relays meanwhile', () => {
    const signed = anEntry('relay.sign', { relayId: 'r' });
    const pushed = anEntry('relay.push', { relayId: 'r' });
    const other = anEntry('relay.push', { relayId: 'other' });
    expect(nextBatch([signed, pushed, other])).toEqual([signed, other]);
    expect(isSendable(pushed, [{ ...signed, state: 'sent' }, pushed])).toBe(true);
  });

  it('puts an edit on the version that the edit before it produced, and hashes it anew', () => {
    const first = anUpdate('door', 3, { state: 'sent', answer: { result: 'stored', recordVersion: 4 } });
    const second = anUpdate('door', 3);
    const after = rebased(second, [first, second]);
    expect(after.payload).toMatchObject({ baseVersion: 4 });
    expect(after.hash).toBe(hashOf(commandOf(after)));
    expect(after.hash).not.toBe(second.hash);
  });

  it('never moves an edit onto the version of somebody else', () => {
    const refused = anUpdate('door', 3, { state: 'conflict', answer: { result: 'conflict', recordVersion: 9 } });
    const other = anUpdate('other', 3, { state: 'sent', answer: { result: 'stored', recordVersion: 7 } });
    const mine = anUpdate('door', 3);
    expect(rebased(mine, [refused, other, mine])).toBe(mine);
  });

  it('follows a door whose registration got a new id, but only while it has not been sent', () => {
    const waiting = aVisit('old');
    const after = retargeted(waiting, 'old', 'new');
    expect(after.payload).toMatchObject({ doorId: 'new' });
    expect(after.hash).toBe(hashOf(commandOf(after)));
    const sent = aVisit('old', { state: 'sent' });
    expect(retargeted(sent, 'old', 'new')).toBe(sent);
  });
});

describe('a batch', () => {
  it('keeps the order in which things were done, whatever the clock said', () => {
    const [first, second] = [aVisit('a', { happenedAt: 9 }), aVisit('b', { happenedAt: 1 })];
    expect(nextBatch([second, first])).toEqual([first, second]);
  });

  it('holds at most 200 commands and a quarter of a megabyte, and at least one', () => {
    const many = Array.from({ length: 201 }, (_, index) => aVisit(`door-${index}`));
    expect(nextBatch(many)).toHaveLength(200);
    const note = '字'.repeat(BATCH_BYTES / 6);
    const large = [1, 2, 3].map(() => anEntry('visit.log', { ...visit, doorId: 'd', note }));
    expect(nextBatch(large)).toHaveLength(1);
    const huge = anEntry('visit.log', { ...visit, doorId: 'd', note: note.repeat(3) });
    expect(nextBatch([huge])).toEqual([huge]);
  });

  it('leaves out a visit whose photos are not on the server yet', () => {
    const withPhoto = anEntry('visit.log', { ...visit, doorId: 'd', photoIds: ['p'] });
    expect(nextBatch([withPhoto])).toEqual([]);
    const uploaded = { ...withPhoto, uploadedPhotoIds: ['p'] };
    expect(nextBatch([uploaded])).toEqual([uploaded]);
  });
});

describe('answers and confirmations', () => {
  const entry = aVisit('door');
  const facts = { id: entry.id, hash: entry.hash };

  it.each([
    ['stored', 'sent'],
    ['repeated', 'sent'],
    ['conflict', 'conflict'],
    ['quarantined', 'quarantined'],
    ['invalid', 'invalid'],
  ] as const)('%s makes it %s', (result, state) => {
    expect(answered(entry, { ...facts, result }).state).toBe(state);
  });

  it('never takes another hash for its own', () => {
    const other = { ...facts, hash: 'other' };
    expect(answered(entry, { ...other, result: 'stored' })).toMatchObject({
      state: 'conflict',
      answer: { reason: 'hash_mismatch' },
    });
    const sent = answered(entry, { ...facts, result: 'stored' });
    expect(confirmed(sent, { ...other, state: 'stored' })).toMatchObject({ state: 'conflict' });
  });

  it('lets go only of what the server has for good', () => {
    const sent = answered(entry, { ...facts, result: 'stored' });
    expect(confirmed(sent, { ...facts, state: 'stored' })).toBeNull();
    expect(confirmed(sent, { ...facts, state: 'accepted' })).toBeNull();
    expect(confirmed(sent, { ...facts, state: 'quarantined' })).toMatchObject({ state: 'quarantined' });
    expect(confirmed(sent, { ...facts, state: 'rejected', note: '不在本村' })).toMatchObject({
      state: 'rejected',
      answer: { note: '不在本村' },
    });
  });

  it('sends again, photos too, what the server does not know', () => {
    const sent = { ...answered(entry, { ...facts, result: 'stored' }), uploadedPhotoIds: ['p'] };
    expect(confirmed(sent, undefined)).toMatchObject({ state: 'waiting', uploadedPhotoIds: [] });
  });

  it('counts what waits, what is sent and what needs the person', () => {
    const states = ['waiting', 'sent', 'sent', 'conflict', 'invalid', 'quarantined', 'rejected'] as const;
    const entries = states.map((state) => aVisit('door', { state }));
    expect(countEntries(entries)).toEqual({ waiting: 1, sent: 2, attention: 4 });
    expect(entries.map(isDiscardable)).toEqual([false, false, false, true, true, true, true]);
  });
});
