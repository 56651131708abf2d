import { Empty, Page } from '@/shared/ui';

export function RelayScreen() {
  return (
    <Page title="待签收">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
