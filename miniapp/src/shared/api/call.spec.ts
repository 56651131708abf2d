import { fakeTaro } from '../../../test/taro';
import { AbortController as WechatAbortController } from './abort-controller';
import { setAuthentication } from './authentication';
import { call } from './call';
import { ApiError, NetworkError } from './errors';

const problem = { type: 'about:blank', title: 'Forbidden', status: 403, code: 'forbidden', traceId: 't' };

describe('call', () => {
  beforeEach(() => fakeTaro.reset());
  afterEach(() => setAuthentication({ token: () => null, refused: () => undefined }));

  it('fills in path and query, sends JSON and the token, and gives the body', async () => {
    const seen: unknown[] = [];
    setAuthentication({ token: () => 'secret', refused: () => undefined });
    fakeTaro.serve((request) => {
      seen.push([request.method, request.url, request.data, request.header?.Authorization]);
      return { statusCode: 200, data: { items: [], next: null, total: 0 } };
    });
    await call('get', '/doors', { query: { regionId: 7, q: '王 木&生', state: undefined } });
    await call('post', '/quarantine/{id}/decision', { path: { id: 'a/b' }, body: { accept: true } });
    expect(seen).toEqual([
      ['GET', 'http://api.test/api/doors?regionId=7&q=%E7%8E%8B%20%E6%9C%A8%26%E7%94%9F', undefined, 'Bearer secret'],
      ['POST', 'http://api.test/api/quarantine/a%2Fb/decision', '{"accept":true}', 'Bearer secret'],
    ]);
  });

  it('throws the problem that a status of 4xx carries, although WeChat calls it a success', async () => {
    fakeTaro.serve(() => ({ statusCode: 403, data: problem }));
    const error = await call('get', '/me', {}).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).is('forbidden')).toBe(true);
  });

  it.each([
    ['an error page of a proxy', 502, '<html>'],
    ['the sign-in page of a hotspot', 200, '<html>'],
    ['an unreadable body on H5', 200, null],
  ])('does not take %s for an answer', async (_, statusCode, data) => {
    fakeTaro.serve(() => ({ statusCode, data }));
    await expect(call('get', '/me', {})).rejects.toMatchObject({ name: 'NetworkError', failure: 'unreadable' });
  });

  it('gives nothing for 204', async () => {
    fakeTaro.serve(() => ({ statusCode: 204, data: '' }));
    await expect(call('delete', '/session', {})).resolves.toBeUndefined();
  });

  it('tells offline from too slow', async () => {
    fakeTaro.setConnected(false);
    await expect(call('get', '/me', {})).rejects.toEqual(new NetworkError('offline'));
    fakeTaro.setConnected(true);
    fakeTaro.serve(() => Promise.reject({ errMsg: 'request:fail timeout' }));
    await expect(call('get', '/me', {})).rejects.toMatchObject({ failure: 'timeout' });
    fakeTaro.serve(() => new Promise(() => undefined));
    await expect(call('get', '/me', {}, { timeout: 5 })).rejects.toMatchObject({ failure: 'timeout' });
  });

  it('stops when it is aborted, before and during the request, also with the signal made for WeChat', async () => {
    fakeTaro.serve(() => new Promise(() => undefined));
    for (const controller of [new AbortController(), new WechatAbortController()]) {
      const signal = controller.signal as AbortSignal;
      const waiting = call('get', '/me', {}, { signal });
      controller.abort();
      await expect(waiting).rejects.toMatchObject({ failure: 'aborted' });
      await expect(call('get', '/me', {}, { signal })).rejects.toMatchObject({ failure: 'aborted' });
    }
  });

  it('reports whose token was refused, and only when it was', async () => {
    const refused = jest.fn();
    setAuthentication({ token: () => 'mine', refused });
    fakeTaro.serve(() => ({ statusCode: 401, data: { ...problem, code: 'session_expired' } }));
    await call('get', '/me', {}).catch(() => undefined);
    await call('get', '/me', {}, { token: 'theirs' }).catch(() => undefined);
    fakeTaro.serve(() => ({ statusCode: 401, data: { ...problem, code: 'wrong_credentials' } }));
    await call('post', '/session/password', { body: { phone: '1', password: '2' } }).catch(() => undefined);
    expect(refused.mock.calls).toEqual([
      ['mine', 'session_expired'],
      ['theirs', 'session_expired'],
    ]);
  });
});
