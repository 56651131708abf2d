import { ApiError, NetworkError, type ErrorCode } from '@/shared/api';
import { readScene, refusalOf, refusalOfScene } from './scan-words';

const problem = (code: ErrorCode) =>
  new ApiError(400, { type: 'about:blank', title: '', status: 400, code, traceId: '' });

describe('a scanned code', () => {
  it('carries between 16 and 32 characters of base64url', () => {
    expect(readScene('abcdefghijklmnopqrst_-')).toBe('abcdefghijklmnopqrst_-');
    expect(readScene(undefined)).toBeUndefined();
    expect(readScene('')).toBeUndefined();
    expect(readScene('short')).toBeUndefined();
    expect(readScene('x'.repeat(33))).toBeUndefined();
    expect(readScene('https://example.com/abcdef')).toBeUndefined();
  });

  it('that leads nowhere has words of its own for each reason', () => {
    const codes = [
      'sign_code_unknown',
      'sign_code_expired',
      'sign_code_revoked',
      'sign_code_of_other_household',
    ] as const;
    const refusals = codes.map((code) => refusalOf(problem(code))!);
    expect(new Set(refusals.map(({ title }) => title)).size).toBe(codes.length);
    expect(refusals.some(({ again }) => again)).toBe(false);
    expect(refusalOf(problem('not_found'))).toBe(refusalOf(problem('sign_code_unknown')));
  });

  it('may be tried again when only the network was missing; other faults are not the code’s', () => {
    expect(refusalOf(new NetworkError('offline'))).toMatchObject({ again: true });
    expect(refusalOf(problem('internal'))).toBeUndefined();
    expect(refusalOf(new Error('else'))).toBeUndefined();
  });

  it('that is missing is asked for; a wrong one is called so', () => {
    expect(refusalOfScene(undefined).title).not.toBe(refusalOfScene('wrong').title);
  });
});
