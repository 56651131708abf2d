import { Empty, Page } from '@/shared/ui';

export function MyPapersScreen() {
  return (
    <Page title="我的文书">
      <Empty title="我的文书" />
    </Page>
  );
}
