import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { DIRECTIVE_KINDS, levelText, SeverityChip } from '@/shared/cascade';
import { clock } from '@/shared/clock';
import { instantText } from '@/shared/text';
import { Card, Chip, Sub, Title } from '@/shared/ui';
import type { MyRelay, RelayNode } from '../relay.rules';

interface RelayHeadProps extends Pick<MyRelay, 'kind' | 'severity' | 'title' | 'publishedAt'> {
  relay: RelayNode;
  issuer?: string;
}

/** What it is, from whom, and for which group. */
export function RelayHead(props: PropsWithChildren<RelayHeadProps>) {
  const { kind, severity, title, publishedAt, issuer, relay, children } = props;
  const published = `${instantText(publishedAt, clock.now())} 发出`;
  return (
    <Card>
      <View className="row wrap">
        <SeverityChip severity={severity} />
        <Chip tone="gray">{DIRECTIVE_KINDS[kind]}</Chip>
        <Sub>{[issuer, published].filter(Boolean).join(' · ')}</Sub>
      </View>
      <View className="relay-title">
        <Title>{title}</Title>
      </View>
      <Sub>
        发往 {relay.groupName}（{levelText(relay.level)}）
      </Sub>
      {children}
    </Card>
  );
}
