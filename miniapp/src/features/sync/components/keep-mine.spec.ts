import type { Entry } from '@/shared/outbox';
import { keptPayload } from './keep-mine';

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
});
