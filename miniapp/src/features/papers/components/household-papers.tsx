import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { openPage, PAGES } from '@/shared/platform';
import { Button, Card, Chip, ListItem, Skeleton, Sub, TEST_IDS, Title } from '@/shared/ui';
import { useToSign } from '../own-papers.queries';
import { KeptNotice } from './kept-notice';
import { ToSignCard } from './to-sign-card';

/** The first thing a villager reads: what to sign; who has signed everything is greeted. */
export function HouseholdPapers({ me }: { me: Schemas['Me'] }) {
  const { papers, left } = useToSign();
  const greeting = `${me.name}，您好`;
  if (papers.isPending) return <Skeleton cards={1} />;
  const owes = left.papers.length > 0;
  return (
    <>
      <KeptNotice kept={left.kept} />
      {owes ? (
        <ToSignCard left={left} greeting={greeting} />
      ) : (
        <Card>
          <Sub>{me.household?.label ?? '我家'}</Sub>
          <Title>{greeting}</Title>
        </Card>
      )}
      {left.letters.length > 0 && (
        <Card>
          <Title>有 {left.letters.length} 份责任书等您签字</Title>
          <View className="gap-top">
            <Button id={TEST_IDS.openLetters} tone={owes ? 'ghost' : 'main'} onTap={() => openPage(PAGES.myPapers)}>
              去看看
            </Button>
          </View>
        </Card>
      )}
    </>
  );
}

/** What has been signed can always be looked at again. */
export function HouseholdPapersEntry() {
  const { papers, left } = useToSign();
  const owed = papers.data?.value.owed ?? [];
  const done = owed.length > 0 && owed.every(({ signed }) => signed) && left.letters.length === 0;
  return (
    <Card>
      <ListItem
        first
        id={TEST_IDS.myPapers}
        title="我的文书"
        detail="签过的、要签的都在这里"
        trailing={done && <Chip tone="ok">都签好了</Chip>}
        onTap={() => openPage(PAGES.myPapers)}
      />
    </Card>
  );
}
