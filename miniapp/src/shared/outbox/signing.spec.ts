import { aSitting, anEntry } from '../../../test/builders';
import { fakeTaro } from '../../../test/taro';
import { personCache, personRecords } from '@/shared/storage';
import { entryStore } from './entry-store';
import { BATCH_BYTES, commandOf, heldBy, isSendable, nextBatch, photosToUpload, retargeted } from './outbox.rules';
import { utf8Length } from './utf8';

const resident = { id: 'r', name: '王木生', relation: 'head' } as const;
/** As large as a sitting can be: every stroke and the whole picture. */
const largest = {
  strokes: Array.from({ length: 80 }, () => '1'.repeat(250)),
  image: 'A'.repeat(20_000),
};

describe('a sitting in the outbox', () => {
  it('waits for the door, and for the signer who was entered at it', () => {
    const door = anEntry('door.register', { kind: 'household', name: '王', address: '', gridId: 1, residents: [] });
    const sitting = aSitting({ doorId: door.id });
    expect(isSendable(sitting, [door, sitting])).toBe(false);

    const residents = anEntry('door.residents', { doorId: 'door', baseVersion: 1, residents: [resident] });
    const byResident = aSitting({ signer: { ...resident, residentId: 'r', capacity: 'household' } });
    expect(isSendable(byResident, [residents, byResident])).toBe(false);
    expect(heldBy(byResident, [{ ...residents, state: 'conflict' }, byResident])).toMatchObject({ id: residents.id });
    // Somebody else of the door need not wait.
    expect(isSendable(aSitting(), [residents])).toBe(true);
  });

  it('goes after the sitting whose signature it takes the place of, and beside any other', () => {
    const first = aSitting();
    const replaced = first.payload.papers[0]!;
    const second = aSitting({ papers: [{ ...replaced, id: 'again', replaces: replaced.id }] });
    expect(nextBatch([first, second])).toEqual([first]);
    const other = aSitting();
    expect(nextBatch([first, other])).toEqual([first, other]);
  });

  it('goes with its visit to the id that was kept', () => {
    const sitting = aSitting({ visitId: 'old' });
    expect(retargeted(sitting, 'old', 'new').payload).toMatchObject({ visitId: 'new' });
  });

  it('waits for the photo of the signed page', () => {
    const onPaper = aSitting({ method: 'paper', mark: 'photo', ink: undefined, photoIds: ['page'] });
    expect(photosToUpload(onPaper)).toEqual(['page']);
    expect(nextBatch([onPaper])).toEqual([]);
  });

  it('travels in batches that a slow network can carry', () => {
    const sittings = Array.from({ length: 40 }, () => aSitting({ ink: largest }));
    let rest = sittings;
    let batches = 0;
    while (rest.length > 0) {
      const batch = nextBatch(rest);
      expect(batch.length).toBeGreaterThan(0);
      const bytes = batch.reduce((sum, entry) => sum + utf8Length(JSON.stringify(commandOf(entry))), 0);
      expect(bytes).toBeLessThanOrEqual(BATCH_BYTES);
      rest = rest.slice(batch.length);
      batches += 1;
    }
    expect(batches).toBeLessThan(10);
  });

  it('fits a value of WeChat’s storage, a day of them the whole', async () => {
    fakeTaro.reset();
    const store = entryStore(personRecords('me'), personCache('me'));
    const sittings = Array.from({ length: 100 }, () => aSitting({ ink: largest }));
    for (const sitting of sittings) await store.save(sitting);
    expect(await store.load()).toHaveLength(100);
  });
});
