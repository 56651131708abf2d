import { Empty, Page } from '@/shared/ui';

export function AbsencesScreen() {
  return (
    <Page title="请假代办">
      <Empty title="正在准备">很快就好。</Empty>
    </Page>
  );
}
