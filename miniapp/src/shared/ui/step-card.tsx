import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { errorSentence } from '@/shared/api';
import { Button } from './button';
import { Card, Notice } from './content';

interface StepCardProps {
  title: string;
  saveId: string;
  saveName: string;
  change: { isPending: boolean; isError: boolean; error: unknown };
  /** What went wrong, in better words than those for any error. */
  sentence?(error: unknown): string;
  /** Absent while there is nothing to save. */
  onSave?(): void;
  onLeave(): void;
}

/** One thing to do about what is open: its fields, and a way out. */
export function StepCard(props: PropsWithChildren<StepCardProps>) {
  const { title, saveId, saveName, change, sentence = errorSentence, onSave, onLeave, children } = props;
  return (
    <Card title={title}>
      {children}
      {change.isError && (
        <View className="gap-top">
          <Notice tone="late">{sentence(change.error)}</Notice>
        </View>
      )}
      <View className="row gap-top">
        <View className="grow">
          {/* What is on its way cannot be called back. */}
          <Button tone="ghost" disabled={change.isPending} onTap={onLeave}>
            不了
          </Button>
        </View>
        {onSave && (
          <View className="grow">
            <Button id={saveId} busy={change.isPending} onTap={onSave}>
              {saveName}
            </Button>
          </View>
        )}
      </View>
    </Card>
  );
}
