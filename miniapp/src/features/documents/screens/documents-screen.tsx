import { Empty, Page } from '@/shared/ui';

export function DocumentsScreen() {
  return (
    <Page title="文书模板">
      <Empty title="文书模板" />
    </Page>
  );
}
