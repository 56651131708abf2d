import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePrivacyNotice } from '@/features/people';
import { errorSentence } from '@/shared/api';
import { useSession } from '@/shared/session';
import { Button, Card, ErrorState, Notice, Page, Skeleton, SwitchRow, TEST_IDS, Title, useAction } from '@/shared/ui';

export function ConsentScreen() {
  const { acceptNotice, signOut } = useSession();
  const notice = usePrivacyNotice();
  const [read, setRead] = useState(false);
  const { busy, error, run } = useAction();

  const foot = notice.data && (
    <>
      <Button tone="ghost" narrow onTap={() => void signOut()}>
        不同意
      </Button>
      <Button
        id={TEST_IDS.acceptNotice}
        disabled={!read}
        busy={busy}
        onTap={() => void run(() => acceptNotice(notice.data.version))}
      >
        同意，开始用
      </Button>
    </>
  );

  return (
    <Page title="隐私说明" bare foot={foot}>
      {notice.isPending && <Skeleton />}
      {notice.isError && <ErrorState error={notice.error} onRetry={() => void notice.refetch()} />}
      {notice.data && (
        <>
          <Card>
            <Title>{notice.data.title}</Title>
            {notice.data.paragraphs.map((paragraph, index) => (
              <View key={index} className="lead-text gap-top">
                {paragraph}
              </View>
            ))}
          </Card>
          <Card>
            <SwitchRow id={TEST_IDS.agreeNotice} title="我已经读过，并且同意" on={read} onChange={setRead} />
          </Card>
          {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
        </>
      )}
    </Page>
  );
}
