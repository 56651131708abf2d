import { currentToken, reportRefusal } from './authentication';
import { ApiError, NetworkError } from './errors';
import type { Answer, Arguments, Method, Paths, PathsWith, Problem } from './schema';
import { exchange, type Response } from './transport';

export interface CallOptions {
  signal?: AbortSignal;
  /** Whose call it is, when not the signed-in person's. */
  token?: string;
  timeout?: number;
}

type Values = Record<string, string | number | boolean | undefined>;

const TIMEOUT = 15_000;

function fillIn(path: string, parameters: Values = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parameters[name])));
}

function search(query: Values = {}): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

/** The body of a success; everything else is thrown as what it is. */
export function readResponse({ status, body }: Response, token: string | null): unknown {
  if (status >= 400 && isProblem(body)) {
    reportRefusal(token, body.code);
    throw new ApiError(status, body);
  }
  if (status === 204) return undefined;
  if (status >= 200 && status < 300 && typeof body === 'object' && body !== null) return body;
  throw new NetworkError('unreadable');
}

/** Calls the API; paths, arguments and answers are typed by the generated schema. */
export async function call<M extends Method, P extends PathsWith<M> & string>(
  method: M,
  path: P,
  args: Arguments<P & keyof Paths, M>,
  options: CallOptions = {},
): Promise<Answer<P & keyof Paths, M>> {
  const { path: parameters, query, body } = args as { path?: Values; query?: Values; body?: unknown };
  const token = options.token ?? currentToken();
  const response = await exchange({
    method,
    path: fillIn(path, parameters) + search(query),
    token,
    body,
    signal: options.signal,
    timeout: options.timeout ?? TIMEOUT,
  });
  return readResponse(response, token) as Answer<P & keyof Paths, M>;
}
