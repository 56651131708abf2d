import { UrgeNotice, useUrge } from '@/features/relays';
import { useNow } from '@/shared/cascade';
import { countText } from '@/shared/text';
import { Button, Card, TEST_IDS } from '@/shared/ui';
import { lateTitle, lateWords, shortNames, type RelayNode } from '../board.rules';
import { RelayLine } from './relay-line';
import { UrgeAll, UrgeChip } from './urge-button';

const SLOW = 10_000;

interface LateCardProps {
  late: readonly RelayNode[];
  total: number;
  onOpen(relayId: string): void;
  /** All of them, where more are late than the board carries. */
  onAll(): void;
}

/** Who is late now, the longest first; one tap urges them all. */
export function LateCard({ late, total, onOpen, onAll }: LateCardProps) {
  const urging = useUrge();
  const now = useNow(SLOW);
  const names = shortNames(late);
  if (total === 0) return null;
  return (
    <Card
      id={TEST_IDS.lateCard}
      title={`晚了的 ${countText(total)} 个`}
      aside={<UrgeAll relayIds={late.map(({ id }) => id)} urging={urging} />}
    >
      <UrgeNotice urging={urging} />
      {late.map((relay, index) => (
        <RelayLine
          key={relay.id}
          id={TEST_IDS.lateRelay(relay.id)}
          first={index === 0}
          title={lateTitle(relay, names.get(relay.id) ?? relay.groupName)}
          detail={lateWords(relay, now)}
          trailing={<UrgeChip relayId={relay.id} urging={urging} />}
          onOpen={() => onOpen(relay.id)}
        />
      ))}
      {total > late.length && (
        <Button tone="plain" compact onTap={onAll}>
          看全部 {countText(total)} 个
        </Button>
      )}
    </Card>
  );
}
