import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Schemas } from '@/shared/api';
import { Button, Card, Sub, TEST_IDS } from '@/shared/ui';
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
        <Content paper={paper} />
      </View>
      <Button id={TEST_IDS.wholePaper} tone="plain" onTap={() => setWhole(!whole)}>
        {whole ? '收起' : '看全文'}
      </Button>
    </Card>
  );
}

function Content({ paper }: { paper: Schemas['RenderedDocument'] }) {
  return (
    <>
      <View className="signed-title">{paper.title}</View>
      {paper.salutation && <View>{paper.salutation}</View>}
      {paper.sections.map((section, index) => (
        <View key={index}>
          {section.heading && <View className="signed-heading">{section.heading}</View>}
          {section.paragraphs.map((paragraph, number) => (
            <View key={number} className="signed-paragraph">
              {paragraph}
            </View>
          ))}
          {section.items.map((item, number) => (
            <View key={number} className="signed-item">
              <Text className="signed-item-number">{number + 1}.</Text>
              <View>{item}</View>
            </View>
          ))}
        </View>
      ))}
      <View className="signed-statement">{paper.statement}</View>
      <View className="signed-small">{paper.agreement}</View>
      <View className="signed-small">{paper.dataNotice}</View>
    </>
  );
}
