import { create } from 'zustand';
import { call, currentToken, queryClient, setAuthentication, type ErrorCode, type Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { deviceRecords, personCache, personRecords } from '@/shared/storage';

type Me = Schemas['Me'];

export type SessionStatus = 'loading' | 'signed_out' | 'consent' | 'ready';

interface SessionState {
  status: SessionStatus;
  token: string | null;
  me: Me | null;
  /** Why the person finds themselves signed out without having asked for it. */
  ended: 'expired' | null;
  signIn(session: Schemas['Session']): Promise<void>;
  signOut(): Promise<void>;
  refreshMe(): Promise<void>;
  acceptNotice(version: string): Promise<void>;
  withdrawConsent(): Promise<void>;
}

interface StoredSession {
  token: string;
  me: Me;
}

const RECORD = 'session';
const SIGNED_OUT = { status: 'signed_out', token: null, me: null } as const;

async function fetchMe(token: string): Promise<Me> {
  const sentAt = clock.deviceNow();
  const me = await call('get', '/me', {}, { token });
  clock.learn(me.serverTime, sentAt, clock.deviceNow());
  return me;
}

function statusOf(me: Me): SessionStatus {
  return me.consent.required ? 'consent' : 'ready';
}

export const useSession = create<SessionState>()((set, get) => {
  async function hold(token: string, me: Me): Promise<void> {
    await deviceRecords.write(RECORD, { token, me } satisfies StoredSession);
    set({ status: statusOf(me), token, me, ended: null });
  }

  /** The person leaves this phone: what they made and the server lacks stays, copies of what the server has go. */
  async function leave(): Promise<void> {
    const { me } = get();
    await endSession(null);
    if (me) await personCache(me.personId).clear();
  }

  return {
    ...SIGNED_OUT,
    status: 'loading',
    ended: null,

    async signIn({ token }) {
      await hold(token, await fetchMe(token));
    },

    async signOut() {
      const { token } = get();
      await leave();
      // Without a network the token stays valid on the server until it expires there.
      if (token) await call('delete', '/session', {}, { token }).catch(() => undefined);
    },

    async refreshMe() {
      const { token } = get();
      if (!token) return;
      const me = await fetchMe(token);
      if (get().token === token) await hold(token, me);
    },

    async acceptNotice(version) {
      await call('post', '/me/consent', { body: { version } });
      await get().refreshMe();
    },

    async withdrawConsent() {
      await call('delete', '/me/consent', {});
      await leave();
    },
  };
});

function onRefused(token: string, code: ErrorCode): void {
  if (token !== currentToken()) return;
  if (code === 'consent_required') useSession.setState({ status: 'consent' });
  else void endSession('expired');
}

async function endSession(ended: SessionState['ended']): Promise<void> {
  useSession.setState({ ...SIGNED_OUT, ended });
  queryClient.clear();
  await deviceRecords.remove(RECORD);
}

/** Once, when the app starts: goes on with the session of last time, also without a network. */
export async function restoreSession(): Promise<void> {
  setAuthentication({ token: () => useSession.getState().token, refused: onRefused });
  const stored = await deviceRecords.read<StoredSession>(RECORD);
  if (!stored) return useSession.setState(SIGNED_OUT);

  const { token, me } = stored;
  await Promise.all([personRecords(me.personId).sweep(), personCache(me.personId).sweep()]);
  useSession.setState({ status: statusOf(me), token, me });
  // Without an answer the person goes on with what is known; a refusal has already ended the session.
  await useSession
    .getState()
    .refreshMe()
    .catch(() => undefined);
}

export function can(me: Me | null, permission: Me['permissions'][number]): boolean {
  return me?.permissions.includes(permission) ?? false;
}
