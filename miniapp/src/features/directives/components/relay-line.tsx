import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { classNames, Sub, Tap } from '@/shared/ui';

interface RelayLineProps {
  id?: string;
  first: boolean;
  title: string;
  detail: string;
  /** Something that is tapped by itself, or a chip. */
  trailing: ReactNode;
  onOpen(): void;
}

/** A group in a list on a phone: its words open it, what stands at the right is a tap of its own. */
export function RelayLine({ id, first, title, detail, trailing, onOpen }: RelayLineProps) {
  return (
    <View className={classNames('list-item', first && 'first')}>
      <Tap id={id} className="grow line-words" onTap={onOpen}>
        <View className="strong">{title}</View>
        <Sub>{detail}</Sub>
      </Tap>
      {trailing}
    </View>
  );
}
