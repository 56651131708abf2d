import { ANTI_FRAUD_LINE, dial, openPage, PAGES } from '@/shared/platform';
import { View } from '@tarojs/components';
import { Button, classNames, Tap, TEST_IDS } from '@/shared/ui';
import { noteReading } from '../readings.store';
import type { FeedWarning } from '../warning.rules';

/** What a reader can answer to a warning. */
export function WarningAnswers({ warning }: { warning: FeedWarning }) {
  const { directiveId, helpfulAt, recalledAt } = warning;
  const helpful = helpfulAt !== null;
  // What was taken back asks nothing of anybody.
  if (recalledAt !== null) return null;
  return (
    <View className="answers">
      <Tap
        id={TEST_IDS.helpful}
        className={classNames('pick', helpful && 'on')}
        role="checkbox"
        checked={helpful}
        label="有用"
        onTap={() => noteReading(directiveId, { helpful: !helpful })}
      >
        {helpful ? '✓ 有用，记下了' : '有用'}
      </Tap>
      <MetIt directiveId={directiveId} />
    </View>
  );
}

/** The way to the office of one's place; whoever is not signed in is asked to there. */
export function MetIt({ directiveId }: { directiveId: string }) {
  return (
    <Button id={TEST_IDS.reportScam} tone="ghost" onTap={() => openPage(PAGES.reportScam, { directiveId })}>
      我遇到了
    </Button>
  );
}

export function AntiFraudLine() {
  return (
    <View className="gap-top">
      <Button tone="late" onTap={() => dial(ANTI_FRAUD_LINE)}>
        拿不准？打 96110
      </Button>
    </View>
  );
}
