import { View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { call } from '@/shared/api';
import { useOutbox } from '@/shared/outbox';
import { goBack, openPage, openTab, PAGES, replacePage } from '@/shared/platform';
import { Button, Card, Chip, Empty, ListItem, Notice, Page, TEST_IDS, type Tone } from '@/shared/ui';
import type { PaperToSign } from '../sitting.rules';

interface SignedStepProps {
  title: string;
  own: boolean;
  sittingId: string;
  signerName: string;
  papers: readonly PaperToSign[];
  /** Titles of what was left out. */
  skipped: readonly string[];
  /** Papers of this door that others still have to sign. */
  left: number;
  visited: boolean;
  doorId: string | null;
  onNextSigner(): void;
}

type Standing = 'waiting' | 'received' | 'sealed' | 'refused' | 'quarantined';

const STANDINGS: Record<Standing, { chip: string; tone: Tone; sentence: string }> = {
  waiting: { chip: '待同步', tone: 'wait', sentence: '已存在手机里，联网后自动上报。' },
  received: { chip: '已收到', tone: 'accent', sentence: '服务器收到了，正在封存。' },
  sealed: { chip: '已封存', tone: 'ok', sentence: '已封存，改一个字都查得出来。' },
  refused: { chip: '没收下', tone: 'late', sentence: '服务器没有收下，请到“我的 · 同步状态”看看。' },
  quarantined: { chip: '待认定', tone: 'wait', sentence: '有疑问，村里认定后才算。' },
};

const SECOND = 1000;

/** How far the sitting has come: from this phone to the log that nobody can change. */
function useStanding(sittingId: string, signatureId: string): Standing {
  const entry = useOutbox(({ entries }) => entries.find(({ id }) => id === sittingId));
  const isReported = !entry || entry.state === 'sent';
  const { data } = useQuery({
    queryKey: ['sealing', signatureId],
    queryFn: ({ signal }) => call('get', '/signatures/{id}', { path: { id: signatureId } }, { signal }),
    enabled: isReported,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.sealedAt != null || state.errorUpdateCount > 5 ? false : 3 * SECOND),
  });
  if (entry?.state === 'waiting') return 'waiting';
  if (entry?.state === 'quarantined') return 'quarantined';
  if (entry && entry.state !== 'sent') return 'refused';
  return data?.sealedAt != null ? 'sealed' : 'received';
}

export function SignedStep(props: SignedStepProps) {
  const { title, own, sittingId, signerName, papers, skipped, left, visited, doorId, onNextSigner } = props;
  const standing = useStanding(sittingId, papers[0]?.id ?? '');
  const { chip, tone, sentence } = STANDINGS[standing];
  const mayLook = standing === 'received' || standing === 'sealed';
  return (
    <Page title={title}>
      <View id={TEST_IDS.signed}>
        <Empty title={`${signerName}签好了 ${papers.length} 份`}>{sentence}</Empty>
      </View>
      <Card>
        {papers.map(({ id, version }, index) => (
          <ListItem
            key={id}
            id={index === 0 ? TEST_IDS.openSignature : undefined}
            first={index === 0}
            title={`《${version.title}》`}
            detail={mayLook ? '看签名和凭证' : undefined}
            trailing={<Chip tone={tone}>{chip}</Chip>}
            onTap={mayLook ? () => openPage(PAGES.signature, { id }) : undefined}
          />
        ))}
      </Card>
      {skipped.length > 0 && (
        <Notice tone="wait">没签：{skipped.map((name) => `《${name}》`).join('')}。可以到这一户的页面记下原因。</Notice>
      )}
      {left > 0 && (
        <Button tone="ghost" onTap={onNextSigner}>
          还有 {left} 份，请别人接着签
        </Button>
      )}
      {visited && <Button onTap={() => openTab('home')}>去下一户</Button>}
      {doorId !== null && !own && (
        <Button tone="ghost" onTap={visited ? () => replacePage(PAGES.door, { id: doorId }) : goBack}>
          回到这一户
        </Button>
      )}
      {own && <Button onTap={goBack}>好了</Button>}
    </Page>
  );
}
