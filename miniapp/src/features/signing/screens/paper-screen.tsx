import { Empty, Page } from '@/shared/ui';

export function PaperScreen() {
  return (
    <Page title="文书">
      <Empty title="文书" />
    </Page>
  );
}
