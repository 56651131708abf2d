import { ApiError, NetworkError } from '@/shared/api';
import { personCache } from '@/shared/storage';
import { fakeTaro } from '../../../test/taro';
import { ask } from './answers';

const records = personCache('person');
const offline = () => Promise.reject(new NetworkError('offline'));

describe('ask', () => {
  beforeEach(() => fakeTaro.reset());

  it('gives the last answer to the same question when there is no network, and says from when it is', async () => {
    await ask(
      records,
      ['coverage', 7],
      async () => ({ rate: 0.5 }),
      () => 100,
    );
    await ask(
      records,
      ['coverage', 8],
      async () => ({ rate: 0.9 }),
      () => 200,
    );
    expect(await ask(records, ['coverage', 7], offline, () => 300)).toEqual({
      value: { rate: 0.5 },
      asOf: 100,
      fromPhone: true,
    });
  });

  it('fails when it never had an answer, when it was given up, and when the server refuses', async () => {
    await expect(ask(records, ['region', 1], offline, () => 1)).rejects.toThrow(NetworkError);
    await ask(
      records,
      ['region', 1],
      async () => 1,
      () => 1,
    );
    const aborted = () => Promise.reject(new NetworkError('aborted'));
    await expect(ask(records, ['region', 1], aborted, () => 1)).rejects.toThrow('aborted');
    const refusal = new ApiError(403, { type: '', title: '', status: 403, code: 'forbidden', traceId: '' });
    await expect(
      ask(
        records,
        ['region', 1],
        () => Promise.reject(refusal),
        () => 1,
      ),
    ).rejects.toBe(refusal);
  });

  it('keeps only the questions asked last', async () => {
    for (let id = 0; id < 60; id += 1)
      await ask(
        records,
        ['region', id],
        async () => id,
        () => id,
      );
    await expect(ask(records, ['region', 19], offline, () => 1)).rejects.toThrow();
    expect((await ask(records, ['region', 20], offline, () => 1)).value).toBe(20);
    expect((await records.names()).length).toBe(41);
  });
});
