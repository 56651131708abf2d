import type { ErrorCode, Problem } from './schema';

/** The server answered that it will not do what was asked, and why. */
export class ApiError extends Error {
  override name = 'ApiError';

  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.code);
  }

  is(code: ErrorCode): boolean {
    return this.problem.code === code;
  }
}

/** `unreadable`: something answered, but not our server: a hotspot's sign-in page, a proxy's error page. */
export type NetworkFailure = 'offline' | 'timeout' | 'unreadable' | 'aborted';

/** No answer of the server arrived. What was asked may have been done or not. */
export class NetworkError extends Error {
  override name = 'NetworkError';

  constructor(readonly failure: NetworkFailure) {
    super(failure);
  }
}

export function isTemporary(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  return error instanceof ApiError && (error.status >= 500 || error.status === 429);
}
