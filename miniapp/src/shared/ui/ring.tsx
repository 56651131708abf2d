import { Text, View } from '@tarojs/components';
import { accessible } from './accessible';
import { classNames } from './class-names';

interface RingProps {
  /** In 0…1; the ring closes, and turns green, only with the last one. */
  share: number;
  text: string;
  /** What it says to somebody who does not see it. */
  label: string;
}

/** How much of a level is done, as a ring with its figure. */
export function Ring({ share, text, label }: RingProps) {
  const colour = share >= 1 ? 'var(--ok)' : 'var(--accent)';
  const turn = `${Math.round(share * 3600) / 10}deg`;
  return (
    <View
      className="ladder-ring"
      style={{ backgroundImage: `conic-gradient(${colour} ${turn}, var(--track) ${turn})` }}
      {...accessible({ role: 'img', label })}
    >
      <Text className={classNames('ladder-ring-words', text.length > 5 && 'long')}>{text}</Text>
    </View>
  );
}
