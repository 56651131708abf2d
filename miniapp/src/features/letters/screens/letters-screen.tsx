import { Empty, Page } from '@/shared/ui';

export function LettersScreen() {
  return (
    <Page title="责任书">
      <Empty title="责任书" />
    </Page>
  );
}
