import { View } from '@tarojs/components';
import { useState } from 'react';
import { errorSentence } from '@/shared/api';
import { copyText, isH5, openAddress } from '@/shared/platform';
import { Button, Card, ConfirmButton, LongTextField, Notice, Sub, TEST_IDS, useAction } from '@/shared/ui';
import { CertificateFailed } from '../certificate';
import type { SignatureDetail } from '../signature-words';
import { useCertificate, useWithdraw } from '../signatures.queries';

/** The PDF with the paper, the signature and its proof. */
export function CertificateButton({ certificate }: { certificate: ReturnType<typeof useCertificate> }) {
  return (
    <Button id={TEST_IDS.certificate} busy={certificate.isPending} onTap={() => certificate.mutate()}>
      下载凭证
    </Button>
  );
}

export function CertificateNotice({ certificate }: { certificate: ReturnType<typeof useCertificate> }) {
  if (certificate.isPending) return <Notice>正在做凭证，一般几秒钟。</Notice>;
  if (!certificate.isError) return null;
  const { error } = certificate;
  return (
    <Notice tone="late">
      {error instanceof CertificateFailed ? '凭证没做成，请再试一次。' : errorSentence(error)}
    </Notice>
  );
}

/** The public page, on which anybody can see whether the paper holds. */
export function Verification({ url }: { url: string }) {
  const [copied, setCopied] = useState(false);
  const { error, run } = useAction();
  const copy = () =>
    run(async () => {
      await copyText(url);
      setCopied(true);
    });
  return (
    <Card title="给别人核验">
      <Sub>谁拿到凭证，都能扫上面的码，或打开核验页，看是真是假。页上的姓名是遮住的。</Sub>
      {copied && (
        <View className="gap-top">
          <Notice tone="ok">{isH5 ? '链接复制好了。' : '链接复制好了，在浏览器里打开。'}</Notice>
        </View>
      )}
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
      <View className="stack gap-top">
        {isH5 && (
          <Button id={TEST_IDS.openVerification} tone="ghost" onTap={() => void openAddress(url)}>
            打开核验页
          </Button>
        )}
        <Button id={TEST_IDS.copyVerification} tone="ghost" onTap={() => void copy()}>
          复制核验链接
        </Button>
      </View>
    </Card>
  );
}

/** Withdrawing is a record of its own: what was signed stays, and says that it no longer holds. */
export function Withdrawal({ signature }: { signature: SignatureDetail }) {
  const [reason, setReason] = useState('');
  const withdraw = useWithdraw(signature.id);
  return (
    <Card title="要撤回？">
      <LongTextField
        first
        id={TEST_IDS.withdrawReason}
        label="为什么撤回"
        placeholder="例如 签错了人、签错了文书"
        maxLength={200}
        value={reason}
        onChange={setReason}
      />
      <View className="gap-top">
        {withdraw.isError && <Notice tone="late">{errorSentence(withdraw.error)}</Notice>}
        <ConfirmButton
          id={TEST_IDS.withdraw}
          name="撤回"
          question="撤回后这份签名不再有效，记录还在，也要重新签。"
          busy={withdraw.isPending}
          disabled={reason.trim() === ''}
          onConfirm={() => withdraw.mutate(reason.trim())}
        />
      </View>
    </Card>
  );
}
