/** @jest-environment jsdom */
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { fakeWechat } from '../../../test/taro-wechat';
import { canShare, useShareCard, type ShareCard } from './sharing';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const card: ShareCard = { title: '冒充客服退款，已有人受骗', path: '/packages/relay/card/index?relay=r-1' };

function draw(give: () => ShareCard, onTapped?: () => void) {
  function Screen() {
    useShareCard(give, onTapped);
    return null;
  }
  act(() => createRoot(document.createElement('div')).render(<Screen />));
}

describe('the card of a page', () => {
  beforeEach(() => fakeWechat.reset());

  it('can be given away in WeChat', () => {
    expect(canShare).toBe(true);
  });

  it('asks WeChat for a ticket as soon as the page is there, and whenever it comes back', () => {
    draw(() => card);
    expect(fakeWechat.calls).toEqual(['showShareMenu with ticket']);
    fakeWechat.showPage();
    expect(fakeWechat.calls).toHaveLength(2);
  });

  it('never has a picture of the screen, which may show names', () => {
    draw(() => card);
    expect(fakeWechat.share()).toEqual({ ...card, imageUrl: '/static/card.png' });
    draw(() => ({ ...card, imageUrl: 'https://example.test/warning.jpg' }));
    expect(fakeWechat.share()).toMatchObject({ imageUrl: 'https://example.test/warning.jpg' });
  });

  it('tells that the person went to share it', () => {
    const tapped: string[] = [];
    draw(
      () => card,
      () => tapped.push('shared'),
    );
    expect(tapped).toEqual([]);
    fakeWechat.share();
    expect(tapped).toEqual(['shared']);
  });
});
