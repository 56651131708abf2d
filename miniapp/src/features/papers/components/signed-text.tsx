import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Card, DocumentText, Sub, TEST_IDS } from '@/shared/ui';
import { versionText, type SignatureDetail } from '../signature-words';

/** The text as it was signed: its beginning, and the whole of it on a tap. */
export function SignedText({ signature }: { signature: SignatureDetail }) {
  const [whole, setWhole] = useState(false);
  const { paper } = signature;
  if (!paper) {
    return (
      <Card title="文书">
        <Sub>原文里的个人信息已依法删除。{versionText(signature)}。</Sub>
      </Card>
    );
  }
  return (
    <Card title="签的文书" aside={<Sub>第 {signature.versionNumber} 版</Sub>}>
      {signature.onReplacedVersion && <Sub>{versionText(signature)}。</Sub>}
      <View className={whole ? 'signed-text' : 'signed-text folded'}>
        <DocumentText paper={paper} size="compact" />
      </View>
      <Button id={TEST_IDS.wholePaper} tone="plain" onTap={() => setWhole(!whole)}>
        {whole ? '收起' : '看全文'}
      </Button>
    </Card>
  );
}
