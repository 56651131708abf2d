import { Empty, Page } from '@/shared/ui';

export function ReportsScreen() {
  return (
    <Page title="群众反映">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
