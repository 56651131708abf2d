import { recordsOn } from '../../../test/records';
import { DraftKeeper } from './draft-keeper';

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
});
