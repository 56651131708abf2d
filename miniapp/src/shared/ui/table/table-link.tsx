import { View } from '@tarojs/components';
import type { KeyboardEvent } from 'react';
import { isH5 } from '@/shared/platform';
import { accessible } from '../accessible';

/** A word in a row that leads somewhere else than the row itself. */
export function TableLink({ text, onTap }: { text: string; onTap(): void }) {
  const keyboard = isH5 && {
    tabIndex: 0,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') onTap();
    },
  };
  return (
    <View
      className="table-link"
      onClick={(event) => {
        event.stopPropagation();
        onTap();
      }}
      {...accessible({ role: 'link' })}
      {...keyboard}
      {...{ title: text }}
    >
      {text}
    </View>
  );
}
