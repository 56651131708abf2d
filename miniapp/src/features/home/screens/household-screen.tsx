import { View } from '@tarojs/components';
import { HouseholdPapers, HouseholdPapersEntry } from '@/features/papers';
import { NewestWarning, useNewestWarning } from '@/features/warnings';
import type { Schemas } from '@/shared/api';
import { ANTI_FRAUD_LINE, dial } from '@/shared/platform';
import { Button, Card, Page } from '@/shared/ui';

const RULES = ['不认识的人要钱，不转。', '验证码，谁问都不说。', '短信里的链接，不点。', '拿不准，先打 96110 问一问。'];

/** 我家: made for old eyes first. A warning that is new stands above all else, then what waits for a signature. */
export function HouseholdScreen({ me }: { me: Schemas['Me'] }) {
  const warning = useNewestWarning();
  return (
    <Page title="我家" tab="home">
      {warning && <NewestWarning key={warning.versionId} warning={warning} />}
      <HouseholdPapers me={me} />
      <Card title="记住四句话" {...(!warning && { tone: 'late' as const })}>
        {RULES.map((rule) => (
          <View key={rule} className="lead-text">
            {rule}
          </View>
        ))}
      </Card>
      <Button tone="late" onTap={() => dial(ANTI_FRAUD_LINE)}>
        拿不准？打 96110
      </Button>
      <View className="gap-top">
        <HouseholdPapersEntry />
      </View>
    </Page>
  );
}
