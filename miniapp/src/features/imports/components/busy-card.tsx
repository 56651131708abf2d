import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { Button, Card, Notice, Sub, TEST_IDS, Track } from '@/shared/ui';
import { useCancel } from '../imports.queries';
import { progressText, shareDone, type Import } from '../import.rules';

interface BusyCardProps {
  record: Import;
  /** The last question how far it is had no answer. */
  error: unknown;
}

/** A job is at work; it goes on while the page is closed. */
export function BusyCard({ record, error }: BusyCardProps) {
  const cancel = useCancel(record.id);
  const share = shareDone(record.progress);
  const text = progressText(record);
  return (
    <Card>
      <View className="lead">{text}</View>
      <Track parts={[share]} label={text} thick />
      <Sub>可以离开这一页，做好了再回来看。</Sub>
      {error !== null && (
        <View className="gap-top">
          <Notice tone="wait">{errorSentence(error)}</Notice>
        </View>
      )}
      {cancel.isError && (
        <View className="gap-top">
          <Notice tone="late">{errorSentence(cancel.error)}</Notice>
        </View>
      )}
      {record.state !== 'publishing' && (
        <View className="row gap-top">
          <Button
            id={TEST_IDS.stopImport}
            tone="ghost"
            compact
            busy={cancel.isPending || cancel.isSuccess}
            onTap={() => cancel.mutate(undefined)}
          >
            停止
          </Button>
        </View>
      )}
    </Card>
  );
}
