import Taro from '@tarojs/taro';
import { NetworkError } from './errors';

interface Request {
  method: string;
  path: string;
  token: string | null;
  body?: unknown;
  signal?: AbortSignal;
  timeout: number;
}

export interface Response {
  status: number;
  body: unknown;
}

export function addressOf(path: string): string {
  return API_BASE + path;
}

export function authorization(token: string | null): Record<string, string> {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

export function networkError(failure: unknown): NetworkError {
  const { errMsg, message } = (failure ?? {}) as { errMsg?: string; message?: string };
  return new NetworkError(/time.?out/i.test(`${errMsg} ${message}`) ? 'timeout' : 'offline');
}

/** One HTTP exchange. WeChat reports every status as a success; only a missing answer is an error here. */
export function exchange({ method, path, token, body, signal, timeout }: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new NetworkError('aborted'));

    // An empty body that claims to be JSON is malformed.
    const contentType = body === undefined ? {} : { 'content-type': 'application/json' };
    const task = Taro.request<unknown>({
      url: addressOf(path),
      method: method.toUpperCase() as 'GET',
      header: { Accept: 'application/json', ...contentType, ...authorization(token) },
      data: body === undefined ? undefined : JSON.stringify(body),
      timeout,
    });
    const giveUp = (failure: 'timeout' | 'aborted') => {
      reject(new NetworkError(failure));
      task.abort?.();
    };
    // The platforms' own time limits do not cover every way a request can hang.
    const timer = setTimeout(() => giveUp('timeout'), timeout);
    const onAbort = () => giveUp('aborted');
    signal?.addEventListener('abort', onAbort);

    task
      .then(
        ({ statusCode, data }) => resolve({ status: statusCode, body: data }),
        (failure: unknown) => reject(networkError(failure)),
      )
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      });
  });
}
