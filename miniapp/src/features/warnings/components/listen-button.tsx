import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { Button, Notice, TEST_IDS } from '@/shared/ui';
import type { useListening } from '../use-listening';

/** 听一听, with what a voice cannot do said below it. */
export function ListenButton({ listening: { on, failure, toggle } }: { listening: ReturnType<typeof useListening> }) {
  return (
    <View className={on ? 'listen on' : 'listen'}>
      <Button id={TEST_IDS.listen} onTap={toggle}>
        {on ? '停一停' : '听一听'}
      </Button>
      {failure !== null && (
        <View className="gap-top">
          <Notice tone="late">放不出声音。{errorSentence(failure)}</Notice>
        </View>
      )}
    </View>
  );
}
