import Taro, { useDidHide, useDidShow, usePageScroll } from '@tarojs/taro';
import { useCallback, useEffect, useRef } from 'react';
import { isH5 } from './environment';

const AT_MOST_EVERY = 150;

interface Box {
  top: number;
  height: number;
}

function boxOf(id: string): Promise<Box | null> {
  if (process.env.TARO_ENV === 'h5') {
    const box = document.getElementById(id)?.getBoundingClientRect();
    return Promise.resolve(box ? { top: box.top, height: box.height } : null);
  }
  return new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .boundingClientRect()
      .exec(([box]: [Box | null]) => resolve(box));
  });
}

/**
 * Tells how much of an element has come above the lower edge of the screen, 0 to 1: once it is drawn and as it is scrolled.
 * `covered`: how much of the screen's lower edge the page's foot covers, in CSS pixels.
 */
export function useReadSoFar(id: string, covered: number, tell: (part: number) => void): void {
  const latest = useRef(tell);
  latest.current = tell;
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const measure = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void boxOf(id).then((box) => {
        if (!box) return;
        const { windowHeight } = Taro.getWindowInfo();
        const shown = windowHeight - covered - box.top;
        latest.current(box.height > 0 ? Math.max(0, Math.min(1, shown / box.height)) : 1);
      });
    }, AT_MOST_EVERY);
  }, [id, covered]);
  usePageScroll(measure);
  useEffect(() => {
    measure();
    return () => clearTimeout(timer.current);
  }, [measure]);
}

/** Tells whether the page is on the screen: not behind another one, not in a pocket. */
export function useOnScreen(tell: (onScreen: boolean) => void): void {
  const latest = useRef(tell);
  latest.current = tell;
  useDidShow(() => latest.current(true));
  useDidHide(() => latest.current(false));
  useEffect(() => {
    if (!isH5) return undefined;
    const follow = () => latest.current(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, []);
}

/** Scrolls on by most of a screen, so that the last line read stays in sight. */
export function scrollOn(covered: number): void {
  const { windowHeight } = Taro.getWindowInfo();
  Taro.createSelectorQuery()
    .selectViewport()
    .scrollOffset()
    .exec(([offset]: [{ scrollTop: number } | null]) => {
      const scrollTop = (offset?.scrollTop ?? 0) + (windowHeight - covered) * 0.75;
      void Taro.pageScrollTo({ scrollTop, duration: 200 });
    });
}
