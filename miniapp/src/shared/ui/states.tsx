import { View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import { errorSentence } from '@/shared/api';
import { accessible } from './accessible';
import { Button } from './button';
import { classNames } from './class-names';
import { TEST_IDS } from './test-ids';

interface StateProps {
  mark?: string;
  tone?: 'late';
  title: string;
  /** What to do now. */
  action?: ReactNode;
}

export function Empty({ mark = '✓', tone, title, action, children }: PropsWithChildren<StateProps>) {
  return (
    <View className="state">
      <View className={classNames('state-mark', tone)} {...accessible({ hidden: true })}>
        {mark}
      </View>
      <View className="lead">{title}</View>
      {children && <View className="sub">{children}</View>}
      {action && <View className="gap-top">{action}</View>}
    </View>
  );
}

export function ErrorState({ error, onRetry }: { error: unknown; onRetry?(): void }) {
  return (
    <Empty
      mark="!"
      tone="late"
      title={errorSentence(error)}
      action={
        onRetry && (
          <Button id={TEST_IDS.retry} tone="ghost" onTap={onRetry}>
            再试一次
          </Button>
        )
      }
    />
  );
}

export function Skeleton({ cards = 2 }: { cards?: number }) {
  return (
    <View {...accessible({ role: 'progressbar', label: '正在读取' })}>
      {Array.from({ length: cards }, (_, index) => (
        <View className="card" key={index}>
          <View className="skeleton-line short" />
          <View className="skeleton-line tall" />
          <View className="skeleton-line" />
        </View>
      ))}
    </View>
  );
}
