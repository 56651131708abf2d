import { Empty, Page } from '@/shared/ui';

export function DirectivesScreen() {
  return (
    <Page title="指令与预警">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
