import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { errorSentence, type Schemas } from '@/shared/api';
import { clipPath, type Rendered, type Version } from '@/shared/papers';
import { playFile, speak, useSound, watchSpeech } from '@/shared/platform';
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
