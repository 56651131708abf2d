import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { openPage, PAGES, usePageQuery } from '@/shared/platform';
import { EXCLUSIONS, instantText } from '@/shared/text';
import {
  Button,
  Card,
  Chip,
  DecisionForm,
  Empty,
  ErrorState,
  Notice,
  Page,
  Skeleton,
  Sub,
  Tap,
  TEST_IDS,
  useShownRows,
} from '@/shared/ui';
import { useDecideExclusion, useExclusions } from '../exclusions.queries';

type Request = Schemas['RequestedExclusion'];

/** 空户、销户、人户分离: approved, the door leaves the number to reach and is printed beside it. */
export function ExclusionsScreen() {
  const { regionId } = usePageQuery();
  const query = useExclusions(Number(regionId));
  return (
    <Page title="申请不计入的户">
      {query.data ? (
        <Requests requests={query.data.value.items} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton />
      )}
    </Page>
  );
}

function Requests({ requests }: { requests: readonly Request[] }) {
  const { shownRows, hiddenCount, showMore } = useShownRows(requests);
  if (requests.length === 0) return <Empty title="没有要认定的">还没有人申请。</Empty>;
  return (
    <>
      <Notice>认定后不计入应走到的户数，但会在旁边列明。</Notice>
      {shownRows.map((request) => (
        <RequestCard key={request.doorId} request={request} />
      ))}
      {hiddenCount > 0 && (
        <Button tone="plain" onTap={showMore}>
          还有 {hiddenCount} 户
        </Button>
      )}
    </>
  );
}

function RequestCard({ request }: { request: Request }) {
  const decision = useDecideExclusion();
  const { doorId } = request;
  return (
    <Card
      id={TEST_IDS.exclusion(doorId)}
      title={
        <Tap className="link" onTap={() => openPage(PAGES.door, { id: doorId })}>
          {request.label}
        </Tap>
      }
      aside={<Chip tone="wait">{EXCLUSIONS[request.kind]}</Chip>}
    >
      <View>{request.reason}</View>
      <Sub>
        {request.gridName} · {request.requestedBy} · {instantText(request.requestedAt, clock.now())}
      </Sub>
      <DecisionForm
        id={doorId}
        yes="同意不计入"
        no="还要走"
        decision={decision}
        onDecide={(approve, note) => decision.mutate({ doorId, approve, ...(note && { note }) })}
      />
    </Card>
  );
}
