import { personCache, personRecords, StorageFullError } from '@/shared/storage';
import { anEntry } from '../../../test/builders';
import { fakeTaro } from '../../../test/taro';
import { entryStore } from './entry-store';

const [records, cache] = [personRecords('wang'), personCache('wang')];
const store = entryStore(records, cache);
const visit = anEntry('visit.log', { doorId: 'd', outcome: 'nobody', startedAt: 1, endedAt: 2 });
const MEGABYTES = 1024 * 1024;

describe('the store of entries', () => {
  beforeEach(() => fakeTaro.reset());

  it('gives back what it was given, and nobody else sees it', async () => {
    await store.save(visit);
    await store.save({ ...visit, state: 'sent' });
    expect(await store.load()).toEqual([{ ...visit, state: 'sent' }]);
    expect(await entryStore(personRecords('li'), cache).load()).toEqual([]);
    await store.remove(visit.id);
    expect(await store.load()).toEqual([]);
  });

  it('makes room on a full phone by giving up copies of what the server has', async () => {
    await cache.write('doors/1', 'x'.repeat(9.9 * MEGABYTES));
    const large = { ...visit, payload: { ...visit.payload, note: 'y'.repeat(MEGABYTES / 2) } };
    await store.save(large);
    expect(await store.load()).toEqual([large]);
    expect(await cache.names()).toEqual([]);
  });

  it('says so when even that does not help', async () => {
    await records.write('drafts', 'x'.repeat(9.9 * MEGABYTES));
    const large = { ...visit, payload: { ...visit.payload, note: 'y'.repeat(MEGABYTES / 2) } };
    await expect(store.save(large)).rejects.toThrow(StorageFullError);
    expect(await store.load()).toEqual([]);
  });

  it('is not stopped by a record that cannot be read, and does not delete it', async () => {
    await store.save(visit);
    fakeTaro.storage.set('work/wang/outbox/torn', JSON.stringify('={"id":'));
    expect(await store.load()).toEqual([visit]);
    expect(fakeTaro.storage.has('work/wang/outbox/torn')).toBe(true);
  });
});
