import { View } from '@tarojs/components';
import { useState } from 'react';
import { clock } from '@/shared/clock';
import { instantText } from '@/shared/text';
import { accessible, Button, Card, classNames, Notice, Sub, TEST_IDS } from '@/shared/ui';
import { useListening } from '../use-listening';
import { paragraphs, standingOf, type Warning } from '../warning.rules';
import { ListenButton } from './listen-button';
import { WarningChips } from './warning-chips';
import { WarningPhotos } from './warning-photos';

interface WarningTextProps {
  warning: Warning;
  /** Read in large letters from the beginning. */
  large?: boolean;
  onPlay?(): void;
}

/** A warning to be read, heard, enlarged: what is said, who says it, when. */
export function WarningText({ warning, large = false, onPlay }: WarningTextProps) {
  const [larger, setLarger] = useState(large);
  const listening = useListening(warning, onPlay);
  const { title, body, issuer, publishedAt, recalledAt } = warning;
  const standing = standingOf(warning);
  return (
    <>
      {standing && <Notice tone={standing.tone}>{standing.text}</Notice>}
      <Card
        id={TEST_IDS.warningText}
        {...(warning.kind === 'alert' && recalledAt === null && { tone: 'late' as const })}
      >
        <View className={classNames('warning', larger && 'larger', recalledAt !== null && 'gone')}>
          <WarningChips warning={warning} />
          <View className="warning-title" {...accessible({ role: 'heading' })}>
            {title}
          </View>
          <View className="warning-tools">
            {listening.can && <ListenButton listening={listening} />}
            <Button id={TEST_IDS.largerText} tone={listening.can ? 'ghost' : 'main'} onTap={() => setLarger(!larger)}>
              {larger ? '字小一些' : '放大看'}
            </Button>
          </View>
          {paragraphs(body).map((paragraph, index) => (
            <View key={index} className="warning-paragraph">
              {paragraph}
            </View>
          ))}
          <WarningPhotos warning={warning} />
          <Sub>
            {issuer} · {instantText(publishedAt, clock.now())}
          </Sub>
        </View>
      </Card>
    </>
  );
}
