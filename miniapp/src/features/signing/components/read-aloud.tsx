import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { errorSentence, type Schemas } from '@/shared/api';
import { clipPath, type Rendered, type Version } from '@/shared/papers';
import { playFile, speak, watchSpeech, type Sound } from '@/shared/platform';
import { Button, Notice, TEST_IDS } from '@/shared/ui';
import { spokenTexts } from './spoken-texts';

type Clip = Schemas['DocumentClip'];

interface ReadAloudProps {
  version: Version;
  paper: Rendered;
  onPlay?(): void;
  onSilence?(): void;
}

/** The recording of this very text, else the phone's own voice; nothing where there is neither. */
export function ReadAloud({ version, paper, onPlay, onSilence }: ReadAloudProps) {
  const [canSpeak, setCanSpeak] = useState(false);
  useEffect(() => watchSpeech(setCanSpeak), []);
  const { sounding, failure, start, stop } = useSound(onPlay, onSilence);
  const { clips } = version;
  if (clips.length === 0 && !canSpeak) return null;

  const voices: (Clip | null)[] = clips.length > 0 ? clips : [null];
  const play = (clip: Clip | null) =>
    start(clip?.dialect ?? '', async (events) =>
      clip ? playFile(await clipPath(version.id, clip), events) : speak(spokenTexts(paper), events),
    );
  return (
    <View className={voices.length > 1 ? 'read-aloud many' : 'read-aloud'}>
      {voices.map((clip) => {
        const dialect = clip?.dialect ?? '';
        const on = sounding === dialect;
        return (
          <View key={dialect} className="grow">
            <Button
              id={TEST_IDS.readAloud(dialect)}
              tone={on ? 'main' : 'ghost'}
              compact
              onTap={() => (on ? stop() : play(clip))}
            >
              {on ? '停一停' : voices.length > 1 ? `听${dialect}` : '读给我听'}
            </Button>
          </View>
        );
      })}
      {failure !== null && <Notice tone="late">放不出声音。{errorSentence(failure)}</Notice>}
    </View>
  );
}

type Events = Parameters<typeof playFile>[1];

/** One thing sounds at a time, and nothing any more when its page is left. */
function useSound(onPlay?: () => void, onSilence?: () => void) {
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

  const start = (name: string, open: (events: Events) => Promise<Sound>) => {
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
