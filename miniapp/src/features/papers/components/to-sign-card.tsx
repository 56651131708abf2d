import { View } from '@tarojs/components';
import { openPage, PAGES } from '@/shared/platform';
import { Button, Card, Sub, TEST_IDS, Title } from '@/shared/ui';
import type { ToSign } from '../own-papers.rules';
import { toSignTitle } from '../paper-words';
import { OwedPapers } from './owed-papers';

/** The household's papers that are missing, and the one way to sign them. */
export function ToSignCard({ left, greeting }: { left: ToSign; greeting?: string }) {
  const { papers, signers, doorId, doorLabel } = left;
  if (!doorId || papers.length === 0) return null;
  const anybody = papers.every(({ residentId }) => residentId === null);
  return (
    <Card id={TEST_IDS.toSign}>
      <Sub>{greeting ?? doorLabel}</Sub>
      <Title>{toSignTitle(papers)}</Title>
      <View className="gap-top">
        <OwedPapers papers={papers} signers={signers} />
      </View>
      <View className="gap-top">
        <Button id={TEST_IDS.goSign} onTap={() => openPage(PAGES.sitting, { own: 1, doorId })}>
          去签字
        </Button>
      </View>
      {anybody && signers.length > 1 && (
        <View className="gap-top">
          <Sub>家里有一个大人签就行。字可以放大，也可以听。</Sub>
        </View>
      )}
    </Card>
  );
}
