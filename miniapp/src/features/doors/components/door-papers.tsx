import { View } from '@tarojs/components';
import { useState } from 'react';
import { clock } from '@/shared/clock';
import { useOutbox } from '@/shared/outbox';
import { openPage, PAGES } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { DECLINE_REASONS, DOCUMENT_KINDS, instantText, SIGNING_METHODS } from '@/shared/text';
import { Button, Card, Chip, ListItem, Sub, TEST_IDS } from '@/shared/ui';
import type { DoorRecord } from '../doors.queries';
import { openPapers, signerName, signingName, type DoorPaper } from '../paper.rules';
import { DeclinePapers } from './decline-papers';

/** What the household signs: what is signed, by whom and when, and what to do about the rest. */
export function DoorPapers({ door }: { door: DoorRecord }) {
  const [declining, setDeclining] = useState(false);
  const maySign = useSession((session) => can(session.me, 'visit.write')) && door.status === 'active';
  const { owed, declined, declinedAt } = door.papers;
  if (owed.length === 0) return null;
  const open = openPapers(door);
  const sign = () => openPage(PAGES.sitting, { doorId: door.id });
  return (
    <Card
      id={TEST_IDS.doorPapers}
      title="要签的文书"
      aside={open.length === 0 ? <Chip tone="ok">✓ 都签了</Chip> : <Sub>还差 {open.length} 份</Sub>}
    >
      {owed.map((paper, index) => (
        <Paper key={`${paper.templateKey} ${paper.residentId}`} door={door} paper={paper} first={index === 0} />
      ))}
      {open.length > 0 && declined !== null && (
        <Sub>
          没签成：{DECLINE_REASONS[declined]}
          {declinedAt !== null && `（${instantText(declinedAt, clock.now())}）`}
        </Sub>
      )}
      {open.length > 0 && maySign && !declining && (
        <View className="gap-top">
          <Button id={TEST_IDS.signPapers} tone="ghost" onTap={sign}>
            现场{signingName(open, DOCUMENT_KINDS)}
          </Button>
          <View className="row gap-top wrap">
            <View className="grow">
              <Button
                id={TEST_IDS.showCode}
                tone="plain"
                compact
                onTap={() => openPage(PAGES.doorCode, { doorId: door.id })}
              >
                出示签名码
              </Button>
            </View>
            <View className="grow">
              <Button id={TEST_IDS.declinePapers} tone="plain" compact onTap={() => setDeclining(true)}>
                签不了
              </Button>
            </View>
          </View>
        </View>
      )}
      {declining && <DeclinePapers doorId={door.id} open={open} onLeave={() => setDeclining(false)} />}
    </Card>
  );
}

function Paper({ door, paper, first }: { door: DoorRecord; paper: DoorPaper; first: boolean }) {
  const { templateKey, title, signed, signatureId, signedAt, signerName: signer, method } = paper;
  const isHere = useOutbox(({ entries }) =>
    entries.some(({ kind, payload }) => kind === 'papers.sign' && payload.papers.some(({ id }) => id === signatureId)),
  );
  const must = signerName(paper, door);
  const facts = signed
    ? [signer, signedAt !== null && instantText(signedAt, clock.now()), method && SIGNING_METHODS[method]]
    : [must && `要${must}签`];
  return (
    <ListItem
      first={first}
      id={TEST_IDS.doorPaper(templateKey)}
      title={title}
      detail={facts.filter(Boolean).join(' · ') || undefined}
      trailing={
        !signed ? (
          <Chip tone="wait">没签</Chip>
        ) : isHere ? (
          <Chip tone="accent">待同步</Chip>
        ) : (
          <Chip tone="ok">✓ 已签</Chip>
        )
      }
      onTap={signed && signatureId && !isHere ? () => openPage(PAGES.signature, { id: signatureId }) : undefined}
    />
  );
}
