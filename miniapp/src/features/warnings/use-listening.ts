import { useEffect, useState } from 'react';
import { playFile, speak, useSound, watchSpeech } from '@/shared/platform';
import { spokenTexts, type Warning } from './warning.rules';
import { warningClip } from './warning-clips';

/** A warning's recording, else the phone's own voice; `can` is false where there is neither (WeChat speaks no text). */
export function useListening(warning: Warning, onPlay?: () => void) {
  const [canSpeak, setCanSpeak] = useState(false);
  useEffect(() => watchSpeech(setCanSpeak), []);
  const { sounding, failure, start, stop } = useSound(onPlay);
  const { versionId, hasClip } = warning;

  const play = () =>
    start(versionId, async (events) => {
      if (!hasClip) return speak(spokenTexts(warning), events);
      const path = await warningClip(warning).catch((error: unknown) => {
        // Without a network the phone's own voice is better than none.
        if (!canSpeak) throw error;
        return null;
      });
      return path === null ? speak(spokenTexts(warning), events) : playFile(path, events);
    });
  const on = sounding === versionId;
  return { can: hasClip || canSpeak, on, failure, toggle: on ? stop : play };
}
