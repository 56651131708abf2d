import { Empty, Page } from '@/shared/ui';

export function GroupsScreen() {
  return (
    <Page title="微信群">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
