import { useSession } from '@/shared/session';
import type { Schemas } from '@/shared/api';
import { fakeTaro } from '../../../test/taro';
import { startOverAtSignOut } from './start-over';

const HOME = '/pages/home/index';
const SCAN = 'packages/papers/scan/index';
const VISIT = 'packages/visit/log/index';

const signedIn = () =>
  useSession.setState({ status: 'ready', token: 't', me: { personId: 'wang' } as Schemas['Me'], ended: null });
const signOut = (ended: 'expired' | null) =>
  useSession.setState({ status: 'signed_out', token: null, me: null, ended });

describe('who is signed out', () => {
  beforeAll(startOverAtSignOut);
  beforeEach(() => {
    fakeTaro.reset();
    signedIn();
  });

  it('begins again at the first tab when they asked for it', () => {
    fakeTaro.open(SCAN);
    signOut(null);
    expect(fakeTaro.openPages()).toEqual([HOME]);
  });

  it('stays on the page that a code opened when the sign-in had expired: the code would be lost', () => {
    fakeTaro.open(SCAN);
    signOut('expired');
    expect(fakeTaro.openPages()).toEqual([SCAN]);
  });

  it('leaves no page behind the sign-in screen', () => {
    fakeTaro.open('pages/home/index', VISIT);
    signOut('expired');
    expect(fakeTaro.openPages()).toEqual([HOME]);
  });
});
