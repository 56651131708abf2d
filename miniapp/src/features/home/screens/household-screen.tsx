import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { ANTI_FRAUD_LINE, dial } from '@/shared/platform';
import { Button, Card, Page, Sub, Title } from '@/shared/ui';

const RULES = ['不认识的人要钱，不转。', '验证码，谁问都不说。', '短信里的链接，不点。', '拿不准，先打 96110 问一问。'];

/** 我家: made for old eyes first. */
export function HouseholdScreen({ me }: { me: Schemas['Me'] }) {
  return (
    <Page title="我家" tab="home">
      <Card>
        <Sub>{me.household?.label ?? '我家'}</Sub>
        <Title>{me.name}，您好</Title>
      </Card>
      <Card title="记住四句话" tone="late">
        {RULES.map((rule) => (
          <View key={rule} className="lead-text">
            {rule}
          </View>
        ))}
      </Card>
      <Button tone="late" onTap={() => dial(ANTI_FRAUD_LINE)}>
        拿不准？打 96110
      </Button>
    </Page>
  );
}
