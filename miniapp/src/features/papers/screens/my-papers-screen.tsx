import { Card, Empty, ErrorState, OfflineNotice, Page, Skeleton, Sub, Title } from '@/shared/ui';
import { KeptNotice } from '../components/kept-notice';
import { Letters } from '../components/letters';
import { SignedPapers } from '../components/signed-papers';
import { ToSignCard } from '../components/to-sign-card';
import { useToSign } from '../own-papers.queries';
import { countToSign, signedRows } from '../own-papers.rules';

/** What one has to sign, and what one has signed. */
export function MyPapersScreen() {
  const { papers, letters } = useToSign();
  const failed = [papers, letters].find(({ isError, data }) => isError && !data);
  const pending = [papers, letters].some(({ isPending }) => isPending);
  const retry = () => {
    void papers.refetch();
    void letters.refetch();
  };
  return (
    <Page title="我的文书">
      {failed ? <ErrorState error={failed.error} onRetry={retry} /> : pending ? <Skeleton cards={3} /> : <Papers />}
    </Page>
  );
}

function Papers() {
  const { papers, letters, left } = useToSign();
  const rows = signedRows(papers.data?.value, letters.data?.value.items);
  const nothingOpen = countToSign(left) + left.waiting.length === 0;
  const asOf = papers.data?.fromPhone ? papers.data.asOf : null;
  return (
    <>
      {asOf !== null && <OfflineNotice asOf={asOf} />}
      <KeptNotice kept={left.kept} />
      <ToSignCard left={left} />
      <Letters letters={left.letters} waiting={left.waiting} strong={left.papers.length === 0} />
      {nothingOpen &&
        (rows.length === 0 && left.kept === 0 ? (
          <Empty title="没有要签的文书">工作人员上门时会请您签，也可以扫他出示的签名码。</Empty>
        ) : (
          <Card>
            <Title>都签好了</Title>
            <Sub>现在没有要您签的文书。</Sub>
          </Card>
        ))}
      <SignedPapers rows={rows} />
    </>
  );
}
