import { View } from '@tarojs/components';
import { Photo } from '@/features/visits';
import { openPage, PAGES, usePageQuery } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { Card, ListItem, Loaded, OfflineNotice, Page } from '@/shared/ui';
import { CertificateButton, CertificateNotice, Verification, Withdrawal } from '../components/signature-actions';
import { SignatureHead } from '../components/signature-head';
import { Checks, HowSigned } from '../components/signature-proof';
import { SignedText } from '../components/signed-text';
import { useMyLetters, useMyPapers } from '../own-papers.queries';
import { signedRows } from '../own-papers.rules';
import type { SignatureDetail } from '../signature-words';
import { useCertificate, useSignature } from '../signatures.queries';

/** One signature: the paper, who signed it and how, and whether all of it still stands as it was sealed. */
export function SignatureScreen() {
  const { id = '' } = usePageQuery();
  const query = useSignature(id);
  const certificate = useCertificate(id);
  const signature = query.data?.value;
  return (
    <Page title="签名详情" foot={signature && <CertificateButton certificate={certificate} />}>
      <Loaded query={query} cards={3}>
        {({ value, asOf, fromPhone }) => (
          <>
            {fromPhone && <OfflineNotice asOf={asOf} />}
            <CertificateNotice certificate={certificate} />
            <Content signature={value} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Content({ signature }: { signature: SignatureDetail }) {
  const { ending, photoIds, verifyUrl, state } = signature;
  const mayWithdraw = useMayWithdraw(signature.id);
  return (
    <>
      <SignatureHead signature={signature} />
      {ending?.replacedBy && <ReplacedBy signatureId={ending.replacedBy} />}
      <SignedText signature={signature} />
      {photoIds.length > 0 && (
        <Card title="照片">
          <View className="photos">
            {photoIds.map((photoId) => (
              <Photo key={photoId} id={photoId} />
            ))}
          </View>
        </Card>
      )}
      <HowSigned signature={signature} />
      <Checks signature={signature} />
      <Verification url={verifyUrl} />
      {mayWithdraw && state === 'in_force' && <Withdrawal signature={signature} />}
    </>
  );
}

function ReplacedBy({ signatureId }: { signatureId: string }) {
  return (
    <Card>
      <ListItem first title="看代替它的那一份" onTap={() => openPage(PAGES.signature, { id: signatureId })} />
    </Card>
  );
}

/** Who signed, and those who work at the door. */
function useMayWithdraw(signatureId: string): boolean {
  const works = useSession((session) => can(session.me, 'visit.enter'));
  const papers = useMyPapers().data?.value;
  const letters = useMyLetters().data?.value.items;
  return works || signedRows(papers, letters).some((row) => row.signatureId === signatureId);
}
