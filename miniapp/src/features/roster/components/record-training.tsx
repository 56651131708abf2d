import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { businessDate, clock } from '@/shared/clock';
import { dayText } from '@/shared/text';
import { DateField, StepCard, TEST_IDS, TextField } from '@/shared/ui';
import { useRecordTraining } from '../roster.queries';
import type { StepProps } from './grant-post';

export function RecordTraining({ person, onDone, onLeave }: StepProps) {
  const today = businessDate(clock.now());
  const [trainedOn, setTrainedOn] = useState<string>(today);
  const [topic, setTopic] = useState('反诈入户培训');
  const [asked, setAsked] = useState(false);
  const recording = useRecordTraining(person.id);
  const missing = topic.trim() === '';
  const save = () => {
    setAsked(true);
    if (missing) return;
    mutateThen(recording, { trainedOn, topic: topic.trim() }, () => onDone(`记下了${dayText(trainedOn)}的培训`));
  };
  return (
    <StepCard
      title="记一次培训"
      saveId={TEST_IDS.savePerson}
      saveName="记下"
      change={recording}
      onSave={save}
      onLeave={onLeave}
    >
      <DateField
        first
        id={TEST_IDS.trainingDate}
        label="哪一天"
        value={trainedOn}
        end={today}
        onChange={setTrainedOn}
      />
      <TextField
        id={TEST_IDS.trainingTopic}
        label="内容"
        value={topic}
        maxLength={120}
        error={asked && missing ? '请写培训的内容' : undefined}
        onChange={setTopic}
      />
    </StepCard>
  );
}
