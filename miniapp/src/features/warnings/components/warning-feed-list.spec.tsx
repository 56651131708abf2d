/** @jest-environment jsdom */
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { aWarning } from '../../../../test/warnings';
import type { FeedWarning } from '../warning.rules';
import { WarningFeedList } from './warning-feed-list';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

interface Feed {
  feed?: { items: FeedWarning[]; next: string | null; unopened: number };
  asOf: number | null;
  isError?: boolean;
}
let mockFeed: Feed;
const mockMore = jest.fn();
const mockOpen = jest.fn();
jest.mock('@tarojs/components', () => jest.requireActual<object>('../../../../test/plain-components'));
jest.mock('@/shared/ui/page', () => ({}));
jest.mock('../warnings.queries', () => ({
  useWarningFeed: () => ({
    ...mockFeed,
    query: { isError: mockFeed.isError ?? false, error: new Error(), refetch() {} },
  }),
  useOlderWarnings: (next: string | null) => ({
    items: [],
    more: mockMore,
    busy: false,
    error: null,
    hasMore: next !== null,
  }),
}));
jest.mock('@/shared/platform', () => ({
  ...jest.requireActual<object>('@/shared/platform/navigation'),
  openPage: (...given: unknown[]) => mockOpen(...given) as unknown,
  usePageSeen: () => true,
  useWide: () => false,
  isH5: true,
}));

function draw(given: Feed) {
  mockFeed = given;
  const place = document.createElement('div');
  act(() => createRoot(place).render(<WarningFeedList />));
  const tap = (id: string) => act(() => place.querySelector<HTMLElement>(`#${id}`)!.click());
  return { place, text: place.textContent ?? '', tap };
}
const feed = (items: FeedWarning[], next: string | null = null): Feed => ({
  feed: { items, next, unopened: items.length },
  asOf: null,
});

describe('the feed of warnings', () => {
  it('marks what nobody opened by a dot and by a word', () => {
    const { place, text } = draw(feed([aWarning(), aWarning({ directiveId: 'old', openedAt: 1 })]));
    expect(place.querySelectorAll('.warning-dot')).toHaveLength(1);
    expect(place.querySelector('#warning-directive')!.textContent).toContain('没看');
    expect(place.querySelector('#warning-old')!.textContent).not.toContain('没看');
    expect(text).toContain('2 条没看');
  });

  it('says what was taken back, put right, is urgent, is meant for them', () => {
    const { place } = draw(
      feed([
        aWarning({ directiveId: 'a', recalledAt: 5, severity: 'critical', forYou: true, number: 2 }),
        aWarning({ directiveId: 'b', severity: 'critical', forYou: true, number: 2 }),
      ]),
    );
    const [gone, here] = ['a', 'b'].map((id) => place.querySelector(`#warning-${id}`)!.textContent!);
    expect(gone).toContain('已撤回');
    for (const word of ['没看', '特急', '更正过', '和您有关']) {
      expect(gone).not.toContain(word);
      expect(here).toContain(word);
    }
  });

  it('opens one with a tap', () => {
    draw(feed([aWarning()])).tap('warning-directive');
    expect(mockOpen).toHaveBeenCalledWith('/packages/cascade/warning/index', { id: 'directive' });
  });

  it('draws twenty of many, then asks for older ones', () => {
    const many = Array.from({ length: 45 }, (_, index) => aWarning({ directiveId: `d${index}` }));
    const { place, tap } = draw(feed(many, 'further'));
    const rows = () => place.querySelectorAll('.warning-row').length;
    expect(rows()).toBe(20);
    tap('older-warnings');
    tap('older-warnings');
    expect(rows()).toBe(45);
    expect(mockMore).not.toHaveBeenCalled();
    tap('older-warnings');
    expect(mockMore).toHaveBeenCalledTimes(1);
  });

  it('has no more to ask for at its end', () => {
    expect(draw(feed([aWarning()])).place.querySelector('#older-warnings')).toBeNull();
  });

  it('says of when it is without a network, and what will come where nothing came yet', () => {
    expect(draw({ ...feed([aWarning()]), asOf: 60_000 }).text).toContain('没有网络');
    expect(draw(feed([])).text).toContain('还没有预警');
  });

  it('can be asked for again when it could not be read', () => {
    expect(draw({ asOf: null, isError: true }).place.querySelector('#retry')).not.toBeNull();
  });
});
