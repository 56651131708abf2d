import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect } from 'react';

const BRIGHTEST = 1;

let before: number | null = null;

async function brighten(): Promise<void> {
  if (process.env.TARO_ENV === 'h5' || before !== null) return;
  try {
    const { value } = await Taro.getScreenBrightness();
    before = value;
    await Taro.setScreenBrightness({ value: BRIGHTEST });
  } catch {
    // The person can still do it by hand, and is told so.
  }
}

function dim(): void {
  if (before === null) return;
  const value = before;
  before = null;
  Taro.setScreenBrightness({ value }).catch(() => undefined);
}

/** A picture is scanned off this screen: as bright as it goes while the page is on top. A browser cannot. */
export function useBrightScreen(): void {
  useEffect(() => {
    void brighten();
    return dim;
  }, []);
  useDidShow(() => void brighten());
  useDidHide(dim);
}
