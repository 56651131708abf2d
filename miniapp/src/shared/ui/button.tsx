import { Text } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { classNames } from './class-names';
import { Tap } from './tap';

export interface ButtonProps {
  id?: string;
  /** `late` is for what is dangerous or urgent only. */
  tone?: 'main' | 'ghost' | 'late' | 'plain';
  compact?: boolean;
  narrow?: boolean;
  disabled?: boolean;
  /** The work is under way: the button says so and takes no second tap. */
  busy?: boolean;
  label?: string;
  onTap(): void;
}

/** What a button looks like, also where it has to be WeChat's own. */
export function buttonClass({
  tone = 'main',
  compact,
  narrow,
}: Pick<ButtonProps, 'tone' | 'compact' | 'narrow'>): string {
  return classNames('button', tone !== 'main' && tone, compact && 'compact', narrow && 'narrow');
}

export function Button({ tone, compact, narrow, disabled, busy, children, ...rest }: PropsWithChildren<ButtonProps>) {
  const inactive = disabled || busy;
  return (
    <Tap
      {...rest}
      disabled={inactive}
      className={classNames(buttonClass({ tone, compact, narrow }), inactive && 'disabled')}
    >
      <Text>{busy ? '请稍候…' : children}</Text>
    </Tap>
  );
}
