import { useDidHide } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import type { Sound, SoundEvents } from './sound';

/** One thing sounds at a time, and nothing any more when its page is left or covered. */
export function useSound(onPlay?: () => void, onSilence?: () => void) {
  const [sounding, setSounding] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const sound = useRef<Sound | null>(null);
  const latest = useRef(0);

  const stop = () => {
    latest.current += 1;
    sound.current?.stop();
    sound.current = null;
    setSounding(null);
  };
  const ref = useRef(stop);
  ref.current = stop;
  useEffect(() => () => ref.current(), []);
  useDidHide(() => ref.current());

  /** `name`: which of several voices it is. */
  const start = (name: string, open: (events: SoundEvents) => Promise<Sound>) => {
    stop();
    const turn = latest.current;
    const isCurrent = () => turn === latest.current;
    setSounding(name);
    setFailure(null);
    const onEnd = (failed: boolean) => {
      onSilence?.();
      if (!isCurrent()) return;
      setSounding(null);
      if (failed) setFailure(new Error('no sound'));
    };
    open({ onStart: () => onPlay?.(), onEnd }).then(
      (opened) => {
        if (isCurrent()) sound.current = opened;
        else opened.stop();
      },
      (error: unknown) => {
        if (!isCurrent()) return;
        setSounding(null);
        setFailure(error);
      },
    );
  };
  return { sounding, failure, start, stop };
}
