import { View } from '@tarojs/components';
import type { Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { openPage, PAGES, usePageQuery } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { EXCLUSIONS, instantText } from '@/shared/text';
import { Card, Chip, DecisionDesk, DecisionForm, Empty, Notice, Sub, Tap, TEST_IDS, type Column } from '@/shared/ui';
import { useDecideExclusion, useExclusions } from '../exclusions.queries';

type Request = Schemas['RequestedExclusion'];

const COLUMNS: readonly Column<Request>[] = [
  { key: 'door', head: '哪一户', width: '1.4fr', cell: ({ label }) => label, sortBy: ({ label }) => label },
  {
    key: 'kind',
    head: '申请',
    width: '100px',
    cell: ({ kind }) => <Chip tone="wait">{EXCLUSIONS[kind]}</Chip>,
    sortBy: ({ kind }) => kind,
  },
  { key: 'reason', head: '为什么', width: '2fr', cell: ({ reason }) => reason },
  {
    key: 'grid',
    head: '哪里',
    width: '1.4fr',
    cell: ({ placeName }) => placeName,
    sortBy: ({ placeName }) => placeName,
  },
  {
    key: 'by',
    head: '谁申请',
    width: '0.8fr',
    cell: ({ requestedBy }) => requestedBy,
    sortBy: ({ requestedBy }) => requestedBy,
  },
  {
    key: 'at',
    head: '什么时候',
    width: '130px',
    largestFirst: true,
    cell: ({ requestedAt }) => instantText(requestedAt, clock.now()),
    sortBy: ({ requestedAt }) => requestedAt,
  },
];

/** 空户、销户、人户分离: approved, the door leaves the number to reach and is printed beside it. */
export function ExclusionsScreen() {
  const { regionId } = usePageQuery();
  const home = useSession((session) => session.me?.homeRegionId);
  return (
    <DecisionDesk
      title="申请不计入的户"
      office="exclusions"
      unit="户"
      query={useExclusions(Number(regionId ?? home ?? undefined))}
      keyOf={({ doorId }) => doorId}
      columns={COLUMNS}
      notice={<Notice>认定后不计入应走到的户数，但会在旁边列明。</Notice>}
      empty={<Empty title="没有要认定的">还没有人申请。</Empty>}
      renderItem={(request) => <RequestCard key={request.doorId} request={request} />}
    />
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
        {request.placeName} · {request.requestedBy} · {instantText(request.requestedAt, clock.now())}
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
