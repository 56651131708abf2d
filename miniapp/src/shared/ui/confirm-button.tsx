import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, type ButtonProps } from './button';
import { Notice } from './content';

interface ConfirmButtonProps extends Omit<ButtonProps, 'onTap'> {
  name: string;
  /** What will happen; asked in the page itself, since pop-ups frighten. */
  question: string;
  onConfirm(): void;
}

/** Confirming has the id of the button with `-sure`. */
export function ConfirmButton({ id, name, question, onConfirm, tone = 'ghost', ...rest }: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button {...rest} id={id} tone={tone} onTap={() => setAsking(true)}>
        {name}
      </Button>
    );
  }
  return (
    <View>
      <Notice tone="wait">{question}</Notice>
      <View className="row">
        <View className="grow">
          <Button compact={rest.compact} tone="ghost" onTap={() => setAsking(false)}>
            不了
          </Button>
        </View>
        <View className="grow">
          <Button
            {...rest}
            id={id && `${id}-sure`}
            tone="late"
            onTap={() => {
              setAsking(false);
              onConfirm();
            }}
          >
            {name}
          </Button>
        </View>
      </View>
    </View>
  );
}
