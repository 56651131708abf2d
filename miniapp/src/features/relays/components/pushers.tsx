import { clock } from '@/shared/clock';
import { instantText } from '@/shared/text';
import { Card, Chip, ListItem } from '@/shared/ui';
import type { RelayDetail, RelayNode } from '../relay.rules';
import { settledBy } from '../relay-words';

interface PushersProps {
  relay: RelayNode;
  detail: Pick<RelayDetail, 'steps'> | undefined;
}

/** Who pushes here: one push is enough, each of them signs. */
export function Pushers({ relay, detail }: PushersProps) {
  const { pushers } = relay;
  const settled = detail ? settledBy(detail) : null;
  const now = clock.now();
  if (pushers.length === 0) return <Card title="推送员">这个群还没有推送员，请联系综治办。</Card>;
  return (
    <Card title={pushers.length > 1 ? `推送员 ${pushers.length} 人，一人推送就行，每人都要签收` : '推送员'}>
      {pushers.map(({ personId, name, label, signedAt, deputyName }, index) => (
        <ListItem
          key={personId}
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
      ))}
    </Card>
  );
}
