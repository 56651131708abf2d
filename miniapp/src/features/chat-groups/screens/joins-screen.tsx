import { Empty, Page } from '@/shared/ui';

export function JoinsScreen() {
  return (
    <Page title="入群名单">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
