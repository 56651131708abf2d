import { Empty, Page } from '@/shared/ui';

export function SittingScreen() {
  return (
    <Page title="签文书">
      <Empty title="签文书" />
    </Page>
  );
}
