import { Empty, Page } from '@/shared/ui';

export function SupervisionScreen() {
  return (
    <Page title="监督">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
