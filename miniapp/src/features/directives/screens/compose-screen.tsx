import { Empty, Page } from '@/shared/ui';

export function ComposeScreen() {
  return (
    <Page title="写一条">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
