import type { Schemas } from '@/shared/api';
import { enqueue } from '@/shared/outbox';
import { restoreSession, useSession } from '@/shared/session';
import { aDoor, aPage, aPlan } from '../../../test/builders';
import { fakeTaro } from '../../../test/taro';
import { doorState } from './door.rules';
import { startSync, useDoorStore } from './doors.store';

let pages: Schemas['PullAnswer'][];

function serve({ url }: { url: string }) {
  const me = { personId: 'wang', name: '王芳', trainedOn: '2026-01-01', permissions: [], posts: [] };
  if (url.endsWith('/me')) return { statusCode: 200, data: { ...me, consent: { required: false }, serverTime: 1 } };
  if (url.endsWith('/sync/pull')) return { statusCode: 200, data: pages.shift() ?? aPage() };
  return url.endsWith('/session') ? { statusCode: 204, data: '' } : Promise.reject({ errMsg: 'request:fail' });
}

const signIn = () => useSession.getState().signIn({ token: 't', expiresAt: 1, personId: 'wang' });
const until = async (isTrue: () => boolean) => {
  for (let turn = 0; turn < 100 && !isTrue(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isTrue()).toBe(true);
};
const doors = () => useDoorStore.getState().doors;

describe('the doors of whoever is signed in', () => {
  beforeAll(async () => {
    fakeTaro.reset();
    fakeTaro.serve(serve);
    await restoreSession();
    startSync();
  });
  beforeEach(() => {
    pages = [aPage({ doors: [aDoor()], plans: [aPlan()] })];
  });
  afterEach(() => useSession.getState().signOut());

  it('come with the first pull, and are not shown as none before that', async () => {
    const seen: [boolean, number | null][] = [];
    const stop = useDoorStore.subscribe(({ ready, pulledAt }) => seen.push([ready, pulledAt]));
    await signIn();
    await until(() => doors().size === 1);
    stop();
    expect(seen.filter(([, pulledAt]) => pulledAt !== null)).toHaveLength(1);
  });

  it('show the own work at once, and go when the person leaves', async () => {
    await signIn();
    await until(() => doors().size === 1);
    const visit = { doorId: 'door', outcome: 'refused', startedAt: Date.now(), endedAt: Date.now() } as const;
    await enqueue('visit.log', visit);
    const door = doors().get('door');
    expect(door && doorState(door)).toBe('refused');
    expect(door?.pending).toBe('waiting');

    await useSession.getState().signOut();
    expect(useDoorStore.getState()).toMatchObject({ ready: false, pulledAt: null });
    expect(doors().size).toBe(0);
  });
});
