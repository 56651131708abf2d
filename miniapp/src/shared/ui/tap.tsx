import { View } from '@tarojs/components';
import type { CSSProperties, KeyboardEvent, PropsWithChildren } from 'react';
import { isH5 } from '@/shared/platform';
import { accessible } from './accessible';
import { classNames } from './class-names';
import { withId } from './with-id';

export interface TapProps {
  id?: string;
  className?: string;
  style?: CSSProperties;
  role?: 'button' | 'link' | 'checkbox' | 'radio' | 'switch' | 'tab';
  label?: string;
  checked?: boolean;
  disabled?: boolean;
  onTap(): void;
}

/** Everything that can be tapped: named for screen readers, and reachable by keyboard in a browser. */
export function Tap({
  id,
  className,
  style,
  role = 'button',
  label,
  checked,
  disabled,
  onTap,
  children,
}: PropsWithChildren<TapProps>) {
  const keyboard = isH5
    ? {
        tabIndex: disabled ? -1 : 0,
        onKeyDown: (event: KeyboardEvent) => {
          if (disabled || (event.key !== 'Enter' && event.key !== ' ')) return;
          event.preventDefault();
          onTap();
        },
      }
    : {};
  return (
    <View
      {...withId(id)}
      className={classNames(className)}
      style={style}
      hoverClass={disabled ? 'none' : 'tap-active'}
      onClick={disabled ? undefined : onTap}
      {...accessible({ role, label, checked, disabled })}
      {...keyboard}
    >
      {children}
    </View>
  );
}
