import type { Records } from '@/shared/storage';
import { DraftWriter } from './drafts';
import { emptyDraft } from './visits.rules';

/** Records whose writes end when the test lets them. */
function slowRecords() {
  const kept = new Map<string, unknown>();
  const writes: (() => void)[] = [];
  const written: unknown[] = [];
  const records = {
    read: async (name: string) => kept.get(name),
    write: (name: string, value: unknown) =>
      new Promise<void>((resolve) => {
        writes.push(() => {
          kept.set(name, value);
          written.push(value);
          resolve();
        });
      }),
    remove: async (name: string) => void kept.delete(name),
  } as unknown as Records;
  const flush = async () => {
    while (writes.length > 0) {
      writes.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };
  return { records, kept, written, flush };
}

const draft = (note: string, doorId = 'door') => ({ ...emptyDraft(doorId, 1, 'v'), note });

describe('the writer of drafts', () => {
  it('writes the first and the last of what is typed quickly, one after the other', async () => {
    const { records, written, flush } = slowRecords();
    const writer = new DraftWriter(records);
    void writer.write(draft('王'));
    void writer.write(draft('王木'));
    const last = writer.write(draft('王木生'));
    await flush();
    await last;
    expect(written).toMatchObject([{ note: '王' }, { note: '王木生' }]);
  });

  it('keeps the drafts of several doors apart', async () => {
    const { records, flush } = slowRecords();
    const writer = new DraftWriter(records);
    void writer.write(draft('一', 'a'));
    void writer.write(draft('二', 'b'));
    await flush();
    expect((await writer.read('a'))?.note).toBe('一');
    expect((await writer.read('b'))?.note).toBe('二');
  });

  it('does not bring back a draft that is removed while it is being written', async () => {
    const { records, kept, flush } = slowRecords();
    const writer = new DraftWriter(records);
    void writer.write(draft('王'));
    void writer.write(draft('王木'));
    const removal = writer.remove('door');
    await flush();
    await removal;
    expect(kept.size).toBe(0);
  });
});
