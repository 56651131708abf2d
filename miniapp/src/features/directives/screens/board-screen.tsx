import { Empty, Page } from '@/shared/ui';

export function BoardScreen() {
  return (
    <Page title="指挥">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
