import type { Schemas } from '@/shared/api';
import { restoreSession, useSession } from '@/shared/session';
import { ModelServer } from '../../../test/model-server';
import { fakeTaro } from '../../../test/taro';
import type { Command } from './commands';
import { discard, enqueue, entry, startOutbox, syncNow, useOutbox } from './runtime';

const visit = { doorId: 'nowhere', outcome: 'nobody', startedAt: 1, endedAt: 2 } as const;
let server: ModelServer;
/** The tokens under which each command arrived. */
let tokensOf: Map<string, string>;

function me(personId: string): Partial<Schemas['Me']> {
  return {
    personId,
    name: personId,
    permissions: [],
    posts: [],
    consent: { required: false, version: '1' },
    serverTime: 1,
  };
}

function serve({ url, data, header }: { url: string; data?: string; header?: Record<string, string> }) {
  const token = header?.Authorization?.replace('Bearer ', '') ?? '';
  const body = JSON.parse(data ?? '{}') as { commands: Command[]; awaiting: string[] };
  if (url.endsWith('/me')) return { statusCode: 200, data: me(token.replace('token-', '')) };
  if (url.endsWith('/session')) return { statusCode: 204, data: '' };
  if (url.endsWith('/sync/pull')) return { statusCode: 200, data: server.pull(body.awaiting) };
  body.commands.forEach(({ id }) => tokensOf.set(id, token));
  return { statusCode: 200, data: server.push(body.commands) };
}

const signIn = (personId: string) =>
  useSession.getState().signIn({ token: `token-${personId}`, expiresAt: 1, personId });
const states = () => useOutbox.getState().entries.map(({ state }) => state);
/** Rounds are asked for by events; this waits until the screen shows what is true. */
const until = async (isTrue: () => boolean) => {
  for (let turn = 0; turn < 200 && !isTrue(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isTrue()).toBe(true);
};

describe('the outbox of whoever is signed in', () => {
  beforeAll(async () => {
    fakeTaro.reset();
    await restoreSession();
    startOutbox(() => ({ cursor: async () => null, receive: async () => undefined }));
  });
  beforeEach(() => {
    server = new ModelServer();
    server.doors.set('nowhere', 1);
    tokensOf = new Map();
    fakeTaro.serve(serve);
    fakeTaro.setConnected(true);
  });
  afterEach(() => useSession.getState().signOut());

  it('refuses work of nobody', async () => {
    await expect(enqueue('visit.log', visit)).rejects.toThrow();
  });

  it('sends by itself, and shows an empty queue when all is confirmed', async () => {
    await signIn('wang');
    const id = await enqueue('visit.log', visit);
    expect(entry(id)?.state).toBe('waiting');
    await until(() => states().length === 0);
    expect([...server.stored.keys()]).toEqual([id]);
    expect(useOutbox.getState()).toMatchObject({
      ready: true,
      error: null,
      counts: { waiting: 0, sent: 0, attention: 0 },
    });
    expect(useOutbox.getState().lastSyncedAt).not.toBeNull();
  });

  it('waits without a network, says so, and goes on by itself when it is back', async () => {
    await signIn('wang');
    fakeTaro.setConnected(false);
    await enqueue('visit.log', visit);
    await syncNow();
    expect(useOutbox.getState()).toMatchObject({ online: false, counts: { waiting: 1 } });
    expect(useOutbox.getState().error).not.toBeNull();
    fakeTaro.setConnected(true);
    await until(() => states().length === 0);
    expect(useOutbox.getState()).toMatchObject({ online: true, error: null });
  });

  it('goes on when the person returns to the app', async () => {
    await signIn('wang');
    fakeTaro.serve(() => Promise.reject({ errMsg: 'request:fail' }));
    await enqueue('visit.log', visit);
    await syncNow();
    expect(states()).toEqual(['waiting']);
    fakeTaro.serve(serve);
    fakeTaro.show();
    await until(() => states().length === 0);
  });

  it('keeps the queue of one person untouched while another is signed in', async () => {
    await signIn('wang');
    fakeTaro.setConnected(false);
    const hers = await enqueue('visit.log', visit);
    await useSession.getState().signOut();
    expect(states()).toEqual([]);
    fakeTaro.setConnected(true);

    await signIn('li');
    const his = await enqueue('visit.log', visit);
    await until(() => states().length === 0 && server.stored.has(his));
    expect(server.stored.has(hers)).toBe(false);
    await useSession.getState().signOut();

    await signIn('wang');
    await until(() => server.stored.has(hers) && states().length === 0);
    expect([...tokensOf]).toEqual([
      [his, 'token-li'],
      [hers, 'token-wang'],
    ]);
  });

  it('keeps the queue when the session ends in the middle, and sends it after the next sign-in', async () => {
    await signIn('wang');
    const refusal = { type: '', title: '', status: 401, code: 'session_expired', traceId: '' };
    fakeTaro.serve(() => ({ statusCode: 401, data: refusal }));
    const id = await enqueue('visit.log', visit);
    await until(() => useSession.getState().status === 'signed_out');
    fakeTaro.serve(serve);
    await signIn('wang');
    await until(() => states().length === 0 && server.stored.has(id));
  });

  it('lets the person give up what the server refused', async () => {
    await signIn('wang');
    const id = await enqueue('visit.log', { ...visit, note: 'bad' });
    await until(() => entry(id)?.state === 'invalid');
    await discard(id);
    await until(() => states().length === 0);
    expect(server.stored.size).toBe(0);
  });

  it('shows 200 answers of one batch in a few steps, not in 200', async () => {
    await signIn('wang');
    fakeTaro.setConnected(false);
    for (let index = 0; index < 200; index += 1) await enqueue('visit.log', visit);
    let shown = 0;
    const stop = useOutbox.subscribe(() => (shown += 1));
    fakeTaro.setConnected(true);
    await until(() => states().length === 0);
    stop();
    expect(server.stored.size).toBe(200);
    expect(shown).toBeLessThan(60);
  });
});
