import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { errorSentence } from '@/shared/api';
import { Button, Card, Notice } from '@/shared/ui';

interface StepCardProps {
  title: string;
  saveId: string;
  saveName: string;
  change: { isPending: boolean; isError: boolean; error: unknown };
  onSave(): void;
  onLeave(): void;
}

/** One thing to do about a person: its fields, and a way out. */
export function StepCard(props: PropsWithChildren<StepCardProps>) {
  const { title, saveId, saveName, change, onSave, onLeave, children } = props;
  return (
    <Card title={title}>
      {children}
      {change.isError && (
        <View className="gap-top">
          <Notice tone="late">{errorSentence(change.error)}</Notice>
        </View>
      )}
      <View className="row gap-top">
        <View className="grow">
          <Button tone="ghost" onTap={onLeave}>
            不了
          </Button>
        </View>
        <View className="grow">
          <Button id={saveId} busy={change.isPending} onTap={onSave}>
            {saveName}
          </Button>
        </View>
      </View>
    </Card>
  );
}
