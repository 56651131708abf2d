import { Empty, Page } from '@/shared/ui';

export function SignatureScreen() {
  return (
    <Page title="签名详情">
      <Empty title="签名详情" />
    </Page>
  );
}
