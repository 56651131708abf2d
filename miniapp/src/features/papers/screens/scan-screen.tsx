import { Empty, Page } from '@/shared/ui';

export function ScanScreen() {
  return (
    <Page title="扫码签名">
      <Empty title="扫码签名" />
    </Page>
  );
}
