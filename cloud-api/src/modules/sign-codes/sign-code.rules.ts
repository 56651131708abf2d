/** The page of the mini-program that codes open. */
export const scanPage = 'packages/papers/scan/index';

/** 128 bits; as base64url they are 22 of the 32 characters that WeChat carries in a code. */
export const sceneBytes = 16;

export type CodeFault = 'code_expired' | 'code_revoked';

/** Why the code no longer leads anywhere; a revoked one stays revoked after its time. */
export function faultOf(code: { expiresAt: number; revokedAt: number | null }, now: number): CodeFault | null {
  if (code.revokedAt !== null) return 'code_revoked';
  return code.expiresAt <= now ? 'code_expired' : null;
}

/** Where a browser opens the papers. What follows the `#` never reaches a server, so no log can hold it. */
export function browserLink(publicUrl: string, scene: string): string {
  return `${publicUrl}/#/${scanPage}?scene=${scene}`;
}
