/** @jest-environment jsdom */
import { QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { queryClient } from '@/shared/api';
import { useSession } from '@/shared/session';
import { fakeTaro } from '../../../../test/taro';
import { fakeWechat } from '../../../../test/taro-wechat';
import { aWarning } from '../../../../test/warnings';
import { CardScreen } from './card-screen';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

jest.mock('@tarojs/components', () => jest.requireActual<object>('../../../../test/plain-components'));
jest.mock('@/features/visits', () => ({}));
jest.mock('@/shared/ui/page', () => ({
  Page: ({ title, bare, children }: { title: string; bare?: boolean; children: unknown }) => (
    <div className={bare ? 'bare' : 'signed-in'} title={title}>
      {children as never}
    </div>
  ),
}));

const opened = { path: 'packages/cascade/card/index', query: { relay: 'relay-1' }, scene: 1044 };
let asked: string[];

/** The server's card, by what it says beyond an ordinary warning; `statuses`: what it answers by path. */
function serve(card: object = {}, statuses: Record<string, number> = {}) {
  asked = [];
  const { forYou: _, openedAt: __, helpfulAt: ___, ...warning } = aWarning();
  fakeTaro.serve(({ url, method }) => {
    const path = url.replace('http://api.test/api', '').split('?')[0]!;
    asked.push(`${method} ${path}`.toLowerCase());
    const status = statuses[path] ?? 200;
    if (status >= 400) return { statusCode: status, data: { code: 'not_found', title: '', status } };
    if (path === '/cards/relay-1')
      return { statusCode: 200, data: { ...warning, internal: false, newer: false, ...card } };
    if (path.endsWith('/openings')) return { statusCode: 200, data: { outcome: 'proved' } };
    if (path === '/me/warnings') return { statusCode: 200, data: { items: [], next: null, unopened: 0 } };
    return { statusCode: 200, data: aWarning({ ...card }) };
  });
}

let root: Root;

async function draw() {
  const place = document.createElement('div');
  root = createRoot(place);
  act(() =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <CardScreen />
      </QueryClientProvider>,
    ),
  );
  // Each answer is drawn, and what is asked for then is answered, until nothing is asked for any more.
  for (let quiet = 0; quiet < 5; quiet = queryClient.isFetching() > 0 ? 0 : quiet + 1) {
    await act(() => new Promise<void>((resolve) => setTimeout(resolve, 10)));
  }
  return { place, text: place.textContent ?? '' };
}

describe('a card opened out of a chat', () => {
  beforeEach(() => {
    fakeTaro.reset();
    fakeWechat.reset();
    queryClient.clear();
    fakeTaro.open('packages/cascade/card/index?relay=relay-1');
    fakeWechat.enter(opened);
    fakeWechat.answerGroupInfo(() => ({ encryptedData: 'secret', iv: 'iv' }));
    useSession.setState({ status: 'signed_out', me: null, token: null });
  });

  afterEach(() => act(() => root.unmount()));

  it('shows the warning to who is not signed in, and proves beside it where it was opened, once', async () => {
    serve();
    const { place, text } = await draw();
    expect(text).toContain('不要报验证码');
    expect(place.querySelector('.bare')).not.toBeNull();
    expect(place.querySelector('#helpful')).toBeNull();
    expect(asked.filter((call) => call.includes('openings'))).toEqual(['post /cards/relay-1/openings']);
    expect(asked.some((call) => call.includes('/me/'))).toBe(false);
    fakeWechat.showPage();
    expect(asked.filter((call) => call.includes('openings'))).toHaveLength(1);
  });

  it.each([
    ['nothing can be proved', () => fakeWechat.answerGroupInfo(fakeWechat.refuse('getGroupEnterInfo:fail', 40097)), {}],
    ['the proof is refused', () => undefined, { '/cards/relay-1/openings': 404 }],
  ])('says nothing about it when %s', async (_, prepare, statuses) => {
    prepare();
    serve({}, statuses);
    const { text, place } = await draw();
    expect(text).toContain('不要报验证码');
    expect(place.querySelector('.notice')).toBeNull();
  });

  it('tells nobody what is for those in office, and asks them to sign in', async () => {
    serve({ kind: 'circular', internal: true, title: '', body: '' });
    const { text, place } = await draw();
    expect(text).toContain('请登录后看');
    expect(place.querySelector('#card-sign-in')).not.toBeNull();
    expect(fakeWechat.share()).toMatchObject({ title: '通报' });
  });

  it('is read by who is signed in as what came to them, and that is recorded', async () => {
    useSession.setState({ status: 'ready', me: { personId: 'villager', kind: 'resident' } as never, token: 'token' });
    serve();
    const { place } = await draw();
    expect(place.querySelector('#helpful')).not.toBeNull();
    expect(asked).toContain('post /me/warnings/directive/reading');
  });

  it('is read as it is by who is signed in and did not get it', async () => {
    useSession.setState({ status: 'ready', me: { personId: 'visitor', kind: 'resident' } as never, token: 'token' });
    serve({}, { '/me/warnings/directive': 404 });
    const { text, place } = await draw();
    expect(text).toContain('不要报验证码');
    expect(place.querySelector('#helpful')).toBeNull();
    expect(asked.some((call) => call.includes('reading'))).toBe(false);
  });

  it('gives nothing on of what was taken back', async () => {
    serve({ recalledAt: 5, recallReason: '不实' });
    const { text, place } = await draw();
    expect(text).toContain('这一条撤回了');
    expect(place.querySelector('#pass-on')).toBeNull();
    expect(place.querySelector('#report-scam')).toBeNull();
  });

  it('whose relay nobody knows says so, without an error', async () => {
    serve({}, { '/cards/relay-1': 404 });
    expect((await draw()).text).toContain('打不开了');
  });

  it('gives itself on without a word about anybody', async () => {
    serve();
    await draw();
    expect(fakeWechat.share()).toEqual({
      title: '【预警】“补缴社保”是骗局',
      path: '/packages/cascade/card/index?relay=relay-1',
      imageUrl: '/static/card.png',
    });
  });
});
