import { restart } from '@/shared/platform';
import { useSession } from '@/shared/session';

/** Whoever signs out, or is signed out, leaves no page of theirs open behind the sign-in screen. */
export function startOverAtSignOut(): void {
  useSession.subscribe((session, before) => {
    if (before.me && !session.me) restart();
  });
}
