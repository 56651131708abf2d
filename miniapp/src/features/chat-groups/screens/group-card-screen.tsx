import { Empty, Page } from '@/shared/ui';

export function GroupCardScreen() {
  return (
    <Page title="群登记">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
