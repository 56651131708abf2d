import { StorageFullError } from '@/shared/storage';
import { errorSentence } from './error-sentences';
import { ApiError, isTemporary, NetworkError } from './errors';

const problem = (status: number, code: 'forbidden' | 'internal' | 'too_many_requests') =>
  new ApiError(status, { type: '', title: '', status, code, traceId: '' });

describe('errorSentence', () => {
  it('says what happened and what to do, never a code', () => {
    const errors = [
      problem(403, 'forbidden'),
      new NetworkError('offline'),
      new StorageFullError('full'),
      new Error('x'),
    ];
    const sentences = errors.map(errorSentence);
    sentences.forEach((sentence) => expect(sentence).toMatch(/^[^a-z_]+。$/));
    expect(new Set(sentences).size).toBe(errors.length);
  });

  it('has a sentence even for a code of a newer server', () => {
    const unknown = new ApiError(400, {
      type: '',
      title: '',
      status: 400,
      code: 'brand_new' as 'internal',
      traceId: '',
    });
    expect(errorSentence(unknown)).toBe(errorSentence(problem(500, 'internal')));
  });
});

describe('isTemporary', () => {
  it('is true for what another try may mend', () => {
    expect(
      [new NetworkError('timeout'), problem(503, 'internal'), problem(429, 'too_many_requests')].map(isTemporary),
    ).toEqual([true, true, true]);
    expect(isTemporary(problem(403, 'forbidden'))).toBe(false);
  });
});
