import { useState } from 'react';
import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { Button } from './button';
import { Notice } from './content';
import { TextField } from './fields';
import { TEST_IDS } from './test-ids';

interface DecisionFormProps {
  /** Of what is decided on; the buttons are named after it. */
  id: string;
  /** The words of the two answers. */
  yes: string;
  no: string;
  decision: { isPending: boolean; isError: boolean; error: unknown };
  /** The note is absent when nothing was written. */
  onDecide(answer: boolean, note: string | undefined): void;
}

/** Yes or no with a word beside it: what a village head answers to a question from the field. */
export function DecisionForm({ id, yes, no, decision, onDecide }: DecisionFormProps) {
  const [note, setNote] = useState('');
  const decide = (answer: boolean) => onDecide(answer, note.trim() || undefined);
  return (
    <>
      <TextField label="说一句（可不填）" value={note} maxLength={200} onChange={setNote} />
      {decision.isError && <Notice tone="late">{errorSentence(decision.error)}</Notice>}
      <View className="row gap-top">
        <View className="grow">
          <Button id={TEST_IDS.reject(id)} tone="ghost" busy={decision.isPending} onTap={() => decide(false)}>
            {no}
          </Button>
        </View>
        <View className="grow">
          <Button id={TEST_IDS.accept(id)} busy={decision.isPending} onTap={() => decide(true)}>
            {yes}
          </Button>
        </View>
      </View>
    </>
  );
}
