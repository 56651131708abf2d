import { Empty, Page } from '@/shared/ui';

export function DoorCodeScreen() {
  return (
    <Page title="签名码">
      <Empty title="签名码" />
    </Page>
  );
}
