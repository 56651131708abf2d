import Taro, { useDidShow, useShareAppMessage } from '@tarojs/taro';
import { useEffect } from 'react';
import { isH5 } from './environment';

/** Only WeChat passes cards on; a browser's screens offer the text to copy. */
export const canShare = !isH5;

// Without a picture WeChat takes one of the screen, with whatever names stand on it.
const PICTURE = '/static/card.png';

/** What a group gets to see. Nothing in it may tell who somebody is: it can be passed on to anybody. */
export interface ShareCard {
  title: string;
  /** The page it opens, with its parameters (see `pageUrl`). */
  path: string;
  imageUrl?: string;
}

/**
 * The card that this page gives away, from a `ShareButton` or from WeChat's own menu.
 * The page's configuration needs `enableShareAppMessage: true`, or WeChat never asks for it.
 * `onTapped`: the person went as far as choosing a chat. Whether it arrived, WeChat tells nobody.
 */
export function useShareCard(card: () => ShareCard, onTapped?: () => void): void {
  useShareAppMessage(() => {
    onTapped?.();
    return { imageUrl: PICTURE, ...card() };
  });
  useEffect(offerSharing, []);
  useDidShow(offerSharing);
}

/** Each page on its own: cards that open in a group are to say in which one. */
function offerSharing(): void {
  if (canShare) Taro.showShareMenu({ withShareTicket: true }).catch(() => undefined);
}
