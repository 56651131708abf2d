/** @jest-environment jsdom */
import { act, useState as mockUseState, type PropsWithChildren } from 'react';
import { createRoot } from 'react-dom/client';
import { aMyRelay } from '../../../../test/builders';
import type { Step } from '../relay.rules';
import { PusherFoot } from './pusher-foot';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const mockDone: string[] = [];
let mockOffered = true;
let mockCanShare = true;

interface Pressable {
  id?: string;
  busy?: boolean;
  onTap?(): void;
}

jest.mock('@tarojs/components', () => ({ Text: 'span', View: 'div' }));
jest.mock('@/shared/api', () => ({ errorSentence: String }));
jest.mock('@/shared/outbox', () => ({
  enqueue: (kind: string, { relayId }: { relayId: string }) => {
    mockDone.push(`${kind} ${relayId}`);
    return Promise.resolve('id');
  },
}));
jest.mock('@/shared/platform', () => ({
  get canShare() {
    return mockCanShare;
  },
  copyText: (text: string) => Promise.resolve(void mockDone.push(`copied ${text.split('\n')[0]}`)),
}));
jest.mock('../use-one-more-message', () => ({
  useOneMoreMessage: () => ({ offered: mockOffered, ask: () => void mockDone.push('asked') }),
}));
jest.mock('@/shared/ui', () => {
  const Plain = ({ children }: PropsWithChildren) => <p>{children}</p>;
  const Press = ({ id, busy, onTap, children }: PropsWithChildren<Pressable>) => (
    <button id={id} disabled={busy} onClick={onTap}>
      {children}
    </button>
  );
  return {
    Button: Press,
    ShareButton: ({ children, ...props }: PropsWithChildren<Pressable>) => <Press {...props}>{children}（分享）</Press>,
    Notice: Plain,
    Sub: Plain,
    TEST_IDS: { signRelay: 'sign', pushRelay: 'push' },
    useAction: () => {
      const [busy, setBusy] = mockUseState(false);
      const run = async (action: () => Promise<unknown>) => {
        setBusy(true);
        await action();
        setBusy(false);
      };
      return { busy, error: null, run };
    },
  };
});

function draw(step: Step, mine = aMyRelay({}, { title: '社保补缴是骗局' })) {
  const page = document.createElement('div');
  const root = createRoot(page);
  const show = (now: Step) => act(() => root.render(<PusherFoot mine={mine} step={now} />));
  show(step);
  return { page, show, button: (id: string) => page.querySelector<HTMLButtonElement>(`#${id}`)! };
}

describe('the two taps of a pusher', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    mockDone.length = 0;
    mockOffered = true;
    mockCanShare = true;
  });
  afterEach(() => jest.useRealTimers());

  it('asks for one more message in the tap itself, before anything else, and signs', () => {
    const { page, button } = draw('sign');
    expect(page.textContent).toContain('签收时可再允许一条提醒，下次特急能及时收到');
    // No promise has had its turn yet when the handler returns.
    act(() => button('sign').click());
    expect(mockDone).toEqual(['asked', 'relay.sign relay']);
  });

  it('promises nothing where nobody is asked', () => {
    mockOffered = false;
    expect(draw('sign').page.textContent).not.toContain('允许');
  });

  it('takes no second tap in haste for a push', async () => {
    const { show, button } = draw('sign');
    await act(async () => button('sign').click());
    show('push');
    expect(button('push').disabled).toBe(true);
    await act(async () => jest.advanceTimersByTime(1000));
    expect(button('push').disabled).toBe(false);
  });

  it('pushes by WeChat’s own button, which alone opens its chats', () => {
    const { button } = draw('push');
    expect(button('push').textContent).toBe('推送到群（分享）');
    act(() => button('push').click());
    expect(mockDone).toEqual([]);
  });

  it('copies the text where there is no WeChat, and then says that it was pushed', async () => {
    mockCanShare = false;
    const { page, button } = draw('push');
    await act(async () => button('push').click());
    expect(mockDone).toEqual(['copied 【特急预警】社保补缴是骗局', 'relay.push relay']);
    expect(page.textContent).toContain('粘贴到群里');
  });

  it('names whom a deputy signs for', () => {
    expect(draw('sign', aMyRelay({}, { insteadOf: '王主任' })).button('sign').textContent).toBe('替王主任签收');
  });
});
