import { call, type Schemas } from '@/shared/api';
import { deviceRecords, personCache, personRecords } from '@/shared/storage';
import { fakeTaro } from '../../../test/taro';
import { can, restoreSession, useSession } from './session';

const me = (fields: Partial<Schemas['Me']> = {}): Schemas['Me'] => ({
  personId: 'wang',
  name: '王芳',
  phoneMasked: '138****0001',
  kind: 'staff',
  posts: [],
  permissions: ['visit.write'],
  trainedOn: null,
  team: [],
  consent: { required: false, version: '1' },
  homeRegionId: null,
  household: null,
  serverTime: Date.now(),
  ...fields,
});
const session = { token: 't1', expiresAt: 1, personId: 'wang' };
const problem = (status: number, code: string) => ({
  statusCode: status,
  data: { type: '', title: '', status, code, traceId: '' },
});

/** As after the process was killed: what is in memory is gone, what is on the phone is not. */
function killProcess(): void {
  useSession.setState({ status: 'loading', token: null, me: null, ended: null });
}

describe('the session', () => {
  beforeEach(async () => {
    fakeTaro.reset();
    killProcess();
    await restoreSession();
  });

  it('starts signed out on a new phone', () => {
    expect(useSession.getState()).toMatchObject({ status: 'signed_out', token: null, ended: null });
  });

  it('is ready after signing in, or waits for consent', async () => {
    fakeTaro.serve(() => ({ statusCode: 200, data: me() }));
    await useSession.getState().signIn(session);
    expect(useSession.getState()).toMatchObject({ status: 'ready', token: 't1' });
    expect(can(useSession.getState().me, 'visit.write')).toBe(true);
    expect(can(useSession.getState().me, 'plan.manage')).toBe(false);

    fakeTaro.serve(() => ({ statusCode: 200, data: me({ consent: { required: true, version: '2' } }) }));
    await useSession.getState().signIn(session);
    expect(useSession.getState().status).toBe('consent');
  });

  it('stays signed out when nobody could be asked who that is', async () => {
    fakeTaro.setConnected(false);
    await expect(useSession.getState().signIn(session)).rejects.toThrow();
    expect(useSession.getState().status).toBe('signed_out');
  });

  it('goes on after a restart, also without a network', async () => {
    fakeTaro.serve(() => ({ statusCode: 200, data: me() }));
    await useSession.getState().signIn(session);
    killProcess();
    fakeTaro.setConnected(false);
    await restoreSession();
    expect(useSession.getState()).toMatchObject({ status: 'ready', token: 't1', me: { name: '王芳' } });
  });

  it('ends when the server says so; what the person made and saw stays on the phone', async () => {
    fakeTaro.serve(() => ({ statusCode: 200, data: me() }));
    await useSession.getState().signIn(session);
    await personRecords('wang').write('outbox/v', 1);
    await personCache('wang').write('doors/1', 1);
    fakeTaro.serve(() => problem(401, 'session_expired'));
    await call('get', '/plans', { query: { regionId: 1 } }).catch(() => undefined);
    expect(useSession.getState()).toMatchObject({ status: 'signed_out', token: null, ended: 'expired' });
    expect(await personRecords('wang').read('outbox/v')).toBe(1);
    expect(await personCache('wang').read('doors/1')).toBe(1);
    expect(await deviceRecords.read('session')).toBeUndefined();
  });

  it('does not end because of an answer to somebody who was signed in before', async () => {
    fakeTaro.serve(() => ({ statusCode: 200, data: me() }));
    await useSession.getState().signIn(session);
    fakeTaro.serve(() => problem(401, 'session_expired'));
    await call('get', '/me', {}, { token: 'older' }).catch(() => undefined);
    expect(useSession.getState().status).toBe('ready');
  });

  it('asks for consent when a newer notice is not accepted yet', async () => {
    fakeTaro.serve(() => ({ statusCode: 200, data: me() }));
    await useSession.getState().signIn(session);
    fakeTaro.serve(() => problem(403, 'consent_required'));
    await call('get', '/plans', { query: { regionId: 1 } }).catch(() => undefined);
    expect(useSession.getState().status).toBe('consent');

    fakeTaro.serve(({ method }) =>
      method === 'POST' ? { statusCode: 204, data: '' } : { statusCode: 200, data: me() },
    );
    await useSession.getState().acceptNotice('2');
    expect(useSession.getState().status).toBe('ready');
  });

  it('signing out drops the copies of server data, keeps unsent work, and works without a network', async () => {
    fakeTaro.serve(() => ({ statusCode: 200, data: me() }));
    await useSession.getState().signIn(session);
    await personRecords('wang').write('outbox/v', 1);
    await personCache('wang').write('doors/1', 1);
    fakeTaro.setConnected(false);
    await useSession.getState().signOut();
    expect(useSession.getState()).toMatchObject({ status: 'signed_out', ended: null });
    expect(await personCache('wang').names()).toEqual([]);
    expect(await personRecords('wang').read('outbox/v')).toBe(1);
  });
});
