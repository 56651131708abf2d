import { useState } from 'react';
import { errorSentence } from '@/shared/api';
import { clock } from '@/shared/clock';
import { enqueue } from '@/shared/outbox';
import { View } from '@tarojs/components';
import { choicesOf, DECLINE_REASONS, type DeclineReason } from '@/shared/text';
import { Button, Notice, SinglePick, TEST_IDS, TextField, useAction } from '@/shared/ui';
import type { DoorPaper } from '../paper.rules';

interface DeclinePapersProps {
  doorId: string;
  open: readonly DoorPaper[];
  onLeave(): void;
}

/** The server takes so many at once. */
const MOST = 6;

/** Why nobody signed today; the papers stay owed. */
export function DeclinePapers({ doorId, open, onLeave }: DeclinePapersProps) {
  const [reason, setReason] = useState<DeclineReason | null>(null);
  const [note, setNote] = useState('');
  const { busy, error, run } = useAction();
  const save = (chosen: DeclineReason) =>
    run(async () => {
      const templates = [...new Set(open.map(({ templateKey }) => templateKey))].slice(0, MOST);
      const text = note.trim();
      const decline = { doorId, templates, reason: chosen, declinedAt: clock.deviceNow() };
      await enqueue('papers.decline', { ...decline, ...(text && { note: text }) });
      onLeave();
    });
  return (
    <View className="gap-top">
      <View className="field-label">为什么没签成</View>
      <SinglePick
        choices={choicesOf(DECLINE_REASONS)}
        picked={reason}
        idOf={TEST_IDS.declineReason}
        onPick={(picked) => setReason(picked)}
      />
      <TextField label="补充（可不填）" maxLength={200} value={note} onChange={setNote} />
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
      <View className="row gap-top">
        <View className="grow">
          <Button tone="ghost" onTap={onLeave}>
            不了
          </Button>
        </View>
        <View className="grow">
          <Button
            id={TEST_IDS.saveDecline}
            busy={busy}
            disabled={reason === null}
            onTap={() => reason !== null && void save(reason)}
          >
            记下来
          </Button>
        </View>
      </View>
    </View>
  );
}
