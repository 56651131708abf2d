import { Empty, Page } from '@/shared/ui';

export function LetterRoundScreen() {
  return (
    <Page title="责任书进度">
      <Empty title="责任书进度" />
    </Page>
  );
}
