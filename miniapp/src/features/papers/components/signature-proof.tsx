import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Card, Chip, ListItem, Sub, TEST_IDS } from '@/shared/ui';
import {
  checkRows,
  checksSummary,
  readingText,
  signingFacts,
  timeFacts,
  versionText,
  type SignatureDetail,
} from '../signature-words';
import { FactList } from './fact-list';

/** How it came about: who, how, when, and how the text was read. */
export function HowSigned({ signature }: { signature: SignatureDetail }) {
  return (
    <>
      <Card title="怎么签的">
        <FactList
          facts={[
            ...signingFacts(signature),
            { name: '读了没有', text: readingText(signature) },
            { name: '版本', text: versionText(signature) },
          ]}
        />
      </Card>
      <Card title="什么时候">
        <FactList facts={timeFacts(signature)} />
        <View className="gap-top">
          <Sub>没有网络时签的，收到和封存会晚一些。封存按收到的先后，不一定是签字的先后。</Sub>
        </View>
      </Card>
    </>
  );
}

/** What the server has just checked, one line each. */
export function Checks({ signature }: { signature: SignatureDetail }) {
  const [showsCodes, setShowsCodes] = useState(false);
  const { checks, digest, versionHash, algorithm, keyId } = signature;
  const summary = checksSummary(checks);
  return (
    <Card id={TEST_IDS.checks} title="核对" aside={<Chip tone={summary.tone}>{summary.text}</Chip>}>
      {checkRows(checks).map(({ part, name, detail, mark }, index) => (
        <ListItem
          key={part}
          first={index === 0}
          title={name}
          detail={detail}
          trailing={<Chip tone={mark.tone}>{mark.text}</Chip>}
        />
      ))}
      {showsCodes ? (
        <View className="gap-top">
          <FactList
            asCode
            facts={[
              { name: '签名指纹', text: digest },
              { name: '原文指纹', text: versionHash },
              { name: '密钥', text: `${algorithm} · ${keyId}` },
            ]}
          />
        </View>
      ) : (
        <Button tone="plain" onTap={() => setShowsCodes(true)}>
          看编号（给核对的人）
        </Button>
      )}
    </Card>
  );
}
