import { onlyPageOpen, restart } from '@/shared/platform';
import { useSession } from '@/shared/session';

/**
 * Whoever signs out, or is signed out, leaves no page of theirs open behind the sign-in screen. A page that was opened
 * alone, by a scanned code or a link, waits for the person to sign in again: what it was opened for would be lost.
 */
export function startOverAtSignOut(): void {
  useSession.subscribe((session, before) => {
    if (!before.me || session.me) return;
    if (session.ended === 'expired' && onlyPageOpen()) return;
    restart();
  });
}
