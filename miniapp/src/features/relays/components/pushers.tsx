import { clock } from '@/shared/clock';
import { useSession } from '@/shared/session';
import { instantText } from '@/shared/text';
import { Card, Chip, ListItem } from '@/shared/ui';
import { signedAtOf, type MyRelay, type RelayDetail, type RelayNode } from '../relay.rules';
import { settledBy } from '../evidence.rules';

interface PushersProps {
  relay: RelayNode;
  detail: Pick<RelayDetail, 'steps'> | undefined;
  /** What the reader signed, perhaps only on this phone so far. */
  mine?: Pick<MyRelay, 'iSignedAt' | 'insteadOf'>;
}

/** Who pushes here: one push is enough, each of them signs. */
export function Pushers({ relay, detail, mine }: PushersProps) {
  const personId = useSession(({ me }) => me?.personId ?? '');
  const { pushers } = relay;
  const settled = detail ? settledBy(detail) : null;
  const now = clock.now();
  if (pushers.length === 0) return <Card title="推送员">这个群还没有推送员，请联系综治办。</Card>;
  return (
    <Card title={pushers.length > 1 ? `推送员 ${pushers.length} 人，一人推送就行，每人都要签收` : '推送员'}>
      {pushers.map((pusher, index) => {
        const { name, label, deputyName } = pusher;
        const signedAt = signedAtOf(pusher, personId, mine);
        return (
          <ListItem
            key={pusher.personId}
            first={index === 0}
            title={`${name}（${label}）`}
            detail={[
              deputyName && `${deputyName} 代`,
              signedAt !== null && `${instantText(signedAt, now)} 签收`,
              settled !== null && [name, deputyName].includes(settled.name) && `${instantText(settled.at, now)} 推送`,
            ]
              .filter(Boolean)
              .join(' · ')}
            trailing={signedAt === null ? <Chip tone="wait">未签收</Chip> : <Chip tone="ok">已签收</Chip>}
          />
        );
      })}
    </Card>
  );
}
