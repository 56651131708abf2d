import { View } from '@tarojs/components';
import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { errorSentence } from '@/shared/api';
import { Button, Card, Chip, ConfirmButton, Notice, TEST_IDS } from '@/shared/ui';
import { useDismiss } from '../duplicates.queries';
import { likelyToStay, pairKey, reasonText, sharedPeople, type Pair, type PairDoor } from '../duplicates.rules';
import { DoorSide } from './door-side';
import { MergeForm } from './merge-form';

interface PairCardProps {
  pair: Pair;
  onMerged(stays: PairDoor, goes: PairDoor): void;
  onDismissed(): void;
}

/** Two doors that look like one, why, and what to do about it. */
export function PairCard({ pair, onMerged, onDismissed }: PairCardProps) {
  const doors = pair.doors as [PairDoor, PairDoor];
  const [merging, setMerging] = useState(false);
  const [stayingId, setStaying] = useState(() => likelyToStay(doors).id);
  const stays = doors.find(({ id }) => id === stayingId) ?? doors[0];
  const shared = sharedPeople(...doors);
  const dismissing = useDismiss();
  const dismiss = () =>
    mutateThen(
      dismissing,
      doors.map(({ id }) => id),
      onDismissed,
    );
  return (
    <Card id={TEST_IDS.pair(pairKey(pair).slice(0, 36))} title={pair.villageName}>
      <View className="row wrap reasons">
        {pair.reasons.map((reason) => (
          <Chip key={reason} tone="wait">
            {reasonText(reason, doors[0].kind)}
          </Chip>
        ))}
      </View>
      <View className="pair">
        {doors.map((door) => (
          <DoorSide key={door.id} door={door} shared={shared} stays={merging ? door === stays : undefined} />
        ))}
      </View>
      {dismissing.isError && <Notice tone="late">{errorSentence(dismissing.error)}</Notice>}
      {merging ? (
        <MergeForm
          doors={doors}
          stays={stays}
          onStay={({ id }) => setStaying(id)}
          onMerged={onMerged}
          onLeave={() => setMerging(false)}
        />
      ) : (
        <View className="pair-actions">
          <ConfirmButton
            id={TEST_IDS.dismissPair}
            compact
            busy={dismissing.isPending}
            name="不是一户"
            question="以后不再提示这两户。"
            onConfirm={dismiss}
          />
          <Button id={TEST_IDS.beginMerge} compact disabled={dismissing.isPending} onTap={() => setMerging(true)}>
            是一户，合并
          </Button>
        </View>
      )}
    </Card>
  );
}
