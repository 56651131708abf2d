import { View } from '@tarojs/components';
import { Fragment } from 'react';
import { doorTitle, useDoorRecord } from '@/features/doors';
import { NetworkError } from '@/shared/api';
import { clock } from '@/shared/clock';
import { openPage, PAGES, usePageQuery } from '@/shared/platform';
import { instantText } from '@/shared/text';
import { Button, Card, Empty, ErrorState, ListItem, Page, Skeleton, TEST_IDS } from '@/shared/ui';
import { NewCode } from '../components/new-code';
import { Revoke, ShownCode } from '../components/shown-code';
import { isLive, sortCodes, standingOf, type SignCode } from '../code.rules';
import { useSignCodes } from '../codes.queries';

/** What a worker holds up for a household to scan. */
export function DoorCodeScreen() {
  const { doorId = '' } = usePageQuery();
  const { door } = useDoorRecord(doorId);
  const query = useSignCodes(doorId);
  const title = door ? doorTitle(door.kind, door.name) : '这一户';
  const again = () => void query.refetch();
  return (
    <Page title="签名码">
      {query.data ? (
        <Codes codes={query.data.items} doorId={doorId} title={title} />
      ) : query.error instanceof NetworkError ? (
        <Offline doorId={doorId} onRetry={again} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={again} />
      ) : (
        <Skeleton cards={1} />
      )}
    </Page>
  );
}

/** Nobody has to leave the door unsigned: the worker's phone takes signatures without a network. */
function Offline({ doorId, onRetry }: { doorId: string; onRetry(): void }) {
  return (
    <>
      <Empty mark="!" title="没有网络，出不了签名码">
        可以在您的手机上当面签，联网后自动上报。
      </Empty>
      <View className="stack">
        <Button id={TEST_IDS.goSign} onTap={() => openPage(PAGES.sitting, { doorId })}>
          在我的手机上签
        </Button>
        <Button id={TEST_IDS.retry} tone="ghost" onTap={onRetry}>
          再试一次
        </Button>
      </View>
    </>
  );
}

function Codes({ codes, doorId, title }: { codes: readonly SignCode[]; doorId: string; title: string }) {
  const { shown, others } = sortCodes(codes, clock.now());
  return (
    <>
      {shown ? <ShownCode code={shown} title={title} doorId={doorId} /> : <NewCode doorId={doorId} title={title} />}
      {others.length > 0 && <EarlierCodes codes={others} doorId={doorId} />}
    </>
  );
}

function EarlierCodes({ codes, doorId }: { codes: readonly SignCode[]; doorId: string }) {
  const now = clock.now();
  return (
    <View className="gap-top">
      <Card title="以前的码">
        {codes.map((code, index) => (
          <Fragment key={code.id}>
            <ListItem
              first={index === 0}
              title={`${instantText(code.createdAt, now)} 出的`}
              detail={standingOf(code, now)}
            />
            {isLive(code, now) && <Revoke compact code={code} doorId={doorId} />}
          </Fragment>
        ))}
      </Card>
    </View>
  );
}
