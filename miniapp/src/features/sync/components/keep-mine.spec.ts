import type { Entry } from '@/shared/outbox';
import { keptPayload } from './keep-mine';
import { standingOf } from './standing-papers';

function conflict(kind: string, payload: object, reason: string): Entry {
  return { id: 'e', kind, payload, state: 'conflict', answer: { result: 'conflict', reason } } as unknown as Entry;
}

describe('keeping mine', () => {
  const update = conflict('door.update', { doorId: 'd', baseVersion: 2, changes: { name: '王' } }, 'stale_version');

  it('repeats the wish on the version that the server holds', () => {
    expect(keptPayload(update, { version: 5 }, undefined)).toEqual({
      doorId: 'd',
      baseVersion: 5,
      changes: { name: '王' },
    });
  });

  it('waits until that version is known', () => {
    expect(keptPayload(update, undefined, { version: 9 })).toBeNull();
  });

  it('takes the version of the visit for a correction', () => {
    const correction = conflict(
      'visit.correct',
      { visitId: 'v', baseVersion: 1, reason: '漏', changes: {} },
      'stale_version',
    );
    expect(keptPayload(correction, { version: 5 }, { version: 3 })).toMatchObject({ baseVersion: 3 });
  });

  it('sends under a new id what met another command of the same id', () => {
    const visit = conflict('visit.log', { doorId: 'd' }, 'id_reused');
    expect(keptPayload(visit, undefined, undefined)).toEqual({ doorId: 'd' });
  });

  it('does not register the same door twice', () => {
    expect(keptPayload(conflict('door.register', { name: '王' }, 'door_exists'), undefined, undefined)).toBeNull();
  });

  describe('of papers signed already', () => {
    const versionId = 'version-notice';
    const papers = [{ id: 'p', versionId, openedAt: 1, dwellMs: 1, reachedEnd: true, playedMs: 0 }];
    const signer = { name: '王木生', relation: 'head', capacity: 'household' };
    const sitting = conflict('papers.sign', { doorId: 'd', papers, signer }, 'already_signed');
    const signature = { id: 's', templateKey: 'notice.resident', signerName: '王木生', state: 'in_force' };
    const templates = { [versionId]: 'notice.resident' };

    it('takes the place of the signature that stands', () => {
      const standing = standingOf(sitting, [signature as never], templates);
      const kept = keptPayload(sitting, undefined, undefined, standing) as { papers: { id: string }[] };
      expect(kept.papers).toMatchObject([{ versionId, replaces: 's' }]);
      expect(kept.papers[0]?.id).not.toBe('p');
    });

    it('waits until it is known which one that is', () => {
      expect(keptPayload(sitting, undefined, undefined)).toBeNull();
      const others = [
        { ...signature, signerName: '李梅' },
        { ...signature, state: 'withdrawn' },
      ];
      expect(keptPayload(sitting, undefined, undefined, standingOf(sitting, others as never, templates))).toBeNull();
    });

    it('goes under new ids where another paper has the same', () => {
      const reused = conflict('papers.sign', { doorId: 'd', papers, signer }, 'id_reused');
      const kept = keptPayload(reused, undefined, undefined) as { papers: { id: string }[] };
      expect(kept.papers[0]?.id).not.toBe('p');
    });
  });
});
