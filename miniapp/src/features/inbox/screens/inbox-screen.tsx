import { Empty, Page } from '@/shared/ui';

export function InboxScreen() {
  return (
    <Page title="消息">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
