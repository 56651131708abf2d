import { Button as NativeButton, Text } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { canShare } from '@/shared/platform';
import { accessible } from './accessible';
import { Button, buttonClass, type ButtonProps } from './button';
import { withId } from './with-id';

type ShareButtonProps = Omit<ButtonProps, 'onTap'>;

/**
 * A `Button` that opens WeChat's list of chats with the page's card (see `useShareCard`): only WeChat's own button may.
 * Nothing where nothing can be shared: ask `canShare` and offer the text to copy.
 */
export function ShareButton({ children, ...button }: PropsWithChildren<ShareButtonProps>) {
  if (!canShare) return null;
  // WeChat draws its own buttons in its own way once they are disabled.
  if (button.disabled || button.busy) {
    return (
      <Button {...button} onTap={() => undefined}>
        {children}
      </Button>
    );
  }
  return (
    <NativeButton
      {...withId(button.id)}
      className={buttonClass(button)}
      openType="share"
      hoverClass="tap-active"
      {...accessible({ label: button.label })}
    >
      <Text>{children}</Text>
    </NativeButton>
  );
}
