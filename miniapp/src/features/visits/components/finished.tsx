import { View } from '@tarojs/components';
import { openPapers, signingName, type DoorRecord } from '@/features/doors';
import { useOutbox } from '@/shared/outbox';
import { goBack, openTab, PAGES, replacePage } from '@/shared/platform';
import { DOCUMENT_KINDS } from '@/shared/text';
import { Button, Empty, Notice, Page, TEST_IDS } from '@/shared/ui';

interface FinishedProps {
  door: DoorRecord;
  visitId: string;
  title: string;
}

export function Finished({ door, visitId, title }: FinishedProps) {
  const entry = useOutbox(({ entries }) => entries.find(({ id }) => id === visitId));
  const online = useOutbox((outbox) => outbox.online);
  const logged = entry?.kind === 'visit.log' ? entry.payload : door.visits.find(({ id }) => id === visitId);
  const papers = logged?.outcome === 'met' ? openPapers(door) : [];
  const reported = !entry || entry.state === 'sent';
  return (
    <Page title={title}>
      <View id={TEST_IDS.finished}>
        <Empty
          title={`${door.name} 记下了`}
          action={
            <>
              {papers.length > 0 && (
                <Button id={TEST_IDS.signPapers} onTap={() => replacePage(PAGES.sitting, { doorId: door.id, visitId })}>
                  {signingName(papers, DOCUMENT_KINDS)}
                </Button>
              )}
              <Button tone={papers.length > 0 ? 'ghost' : 'main'} onTap={() => openTab('home')}>
                去下一户
              </Button>
              <Button tone="ghost" onTap={goBack}>
                回到这一户
              </Button>
            </>
          }
        >
          {reported ? '已经报上去了。' : online ? '正在上报……' : '没有网络，已存在手机里，联网后自动上报。'}
        </Empty>
      </View>
      {entry?.state === 'quarantined' && <Notice tone="wait">有疑问，村里认定后才算。</Notice>}
      {(entry?.state === 'invalid' || entry?.state === 'conflict') && (
        <Notice tone="late">服务器没有收下，请到“我的 · 同步状态”看看。</Notice>
      )}
    </Page>
  );
}
