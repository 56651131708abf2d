import { Empty, Page } from '@/shared/ui';

export function ReportScreen() {
  return (
    <Page title="我遇到了">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
