import type { ErrorCode } from './schema';

/** What the session tells the client and hears from it. The client knows no more about sessions. */
export interface Authentication {
  token(): string | null;
  /** The server refused this token: the session is over, or the person has yet to accept the privacy notice. */
  refused(token: string, code: ErrorCode): void;
}

let authentication: Authentication = { token: () => null, refused: () => undefined };

export function setAuthentication(next: Authentication): void {
  authentication = next;
}

export function currentToken(): string | null {
  return authentication.token();
}

const REFUSALS: readonly ErrorCode[] = ['unauthenticated', 'session_expired', 'consent_required'];

export function reportRefusal(token: string | null, code: ErrorCode): void {
  if (token && REFUSALS.includes(code)) authentication.refused(token, code);
}
