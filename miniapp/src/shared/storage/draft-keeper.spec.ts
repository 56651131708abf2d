import { recordsOn } from '../../../test/records';
import { DraftKeeper } from './draft-keeper';
import type { Records } from './records';

/** Records whose writes end when the test lets them. */
function slowRecords() {
  const writes: (() => void)[] = [];
  const written: unknown[] = [];
  const records: Records = {
    ...recordsOn(),
    write: (_name, value) =>
      new Promise((resolve) => {
        writes.push(() => {
          written.push(value);
          resolve();
        });
      }),
  };
  const flush = async () => {
    while (writes.length > 0) {
      writes.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };
  return { records, written, flush };
}

describe('what is being written', () => {
  it('is read as it was last written, however quickly the letters came', async () => {
    const records = recordsOn();
    const keeper = new DraftKeeper(records, 'text');
    for (const draft of ['有', '有人', '有人冒充']) void keeper.write(draft);
    expect(await keeper.read()).toBe('有人冒充');
    expect(await records.read('text')).toBe('有人冒充');
  });

  it('is gone once it is removed, though a write was under way', async () => {
    const keeper = new DraftKeeper(recordsOn(), 'text');
    void keeper.write('一');
    void keeper.write('二');
    await keeper.remove();
    expect(await keeper.read()).toBeUndefined();
  });

  it('stands again when it is written after its removal', async () => {
    const keeper = new DraftKeeper(recordsOn(), 'text');
    void keeper.write('一');
    void keeper.remove();
    await keeper.write('二');
    expect(await keeper.read()).toBe('二');
  });

  it('says that the phone did not take it, and goes on with the next', async () => {
    const values = new Map<string, string>();
    await expect(new DraftKeeper(recordsOn(values, 0), 'text').write('一')).rejects.toThrow('killed');
    const keeper = new DraftKeeper(recordsOn(values), 'text');
    await keeper.write('二');
    expect(await keeper.read()).toBe('二');
  });

  it('writes the first and the last of what is typed quickly, one after the other', async () => {
    const { records, written, flush } = slowRecords();
    const keeper = new DraftKeeper(records, 'text');
    void keeper.write('王');
    void keeper.write('王木');
    const last = keeper.write('王木生');
    await flush();
    await last;
    expect(written).toEqual(['王', '王木生']);
  });

  it('is removed though the phone did not take what was written before', async () => {
    const records = recordsOn();
    await records.write('text', '一');
    const full = jest.spyOn(records, 'write').mockRejectedValue(new Error('full'));
    const keeper = new DraftKeeper(records, 'text');
    const written = keeper.write('二');
    await Promise.all([written, keeper.remove()]);
    expect(full).toHaveBeenCalled();
    expect(await keeper.read()).toBeUndefined();
  });
});
