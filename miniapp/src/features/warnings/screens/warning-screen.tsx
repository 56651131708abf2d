import { Empty, Page } from '@/shared/ui';

export function WarningScreen() {
  return (
    <Page title="预警">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
