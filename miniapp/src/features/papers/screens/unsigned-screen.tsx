import { Empty, Page } from '@/shared/ui';

export function UnsignedScreen() {
  return (
    <Page title="未签户">
      <Empty title="未签户" />
    </Page>
  );
}
