import type { useUrge } from '@/features/relays';
import { Button, Chip, TEST_IDS } from '@/shared/ui';

type Urging = ReturnType<typeof useUrge>;

/** Urges one group in its row; what came of it stands above the list. */
export function UrgeChip({ relayId, urging }: { relayId: string; urging: Urging }) {
  const busy = urging.isPending && urging.variables.includes(relayId);
  return (
    <Chip id={TEST_IDS.urge(relayId)} tone="late" onTap={() => busy || urging.mutate([relayId])}>
      {busy ? '在催…' : '催办'}
    </Chip>
  );
}

export function UrgeAll({ relayIds, urging }: { relayIds: readonly string[]; urging: Urging }) {
  return (
    <Button
      id={TEST_IDS.urgeAll}
      tone="plain"
      compact
      busy={urging.isPending && urging.variables.length > 1}
      onTap={() => urging.mutate(relayIds)}
    >
      全部催办
    </Button>
  );
}
