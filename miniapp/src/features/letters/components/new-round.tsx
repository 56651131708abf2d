import { View } from '@tarojs/components';
import { useState } from 'react';
import { PlacePicker, pickedPlace } from '@/features/regions';
import type { Schemas } from '@/shared/api';
import { businessDate, clock } from '@/shared/clock';
import { newId } from '@/shared/ids';
import type { RegionLevel } from '@/shared/text';
import { DateField, SelectField, SinglePick, StepCard, Sub, TEST_IDS } from '@/shared/ui';
import { termChoices, termText } from '../letter.rules';
import { startRefusal } from '../letter-words';
import { useStartRound } from '../letters.queries';

type Chain = Schemas['LetterChain'];

const keyOf = ({ planId, key }: Chain) => `${planId}.${key}`;

interface NewRoundProps {
  chains: readonly Chain[];
  /** The place looked at, from where the person's reach begins. */
  places: readonly Schemas['Region'][];
  onStarted(roundId: string): void;
  onLeave(): void;
}

/** Which chain, where, until when; levels that go by posts are filled at once. */
export function NewRound({ chains, places: begin, onStarted, onLeave }: NewRoundProps) {
  const today = businessDate(clock.now());
  const terms = termChoices(today);
  const [key, setKey] = useState(chains.length === 1 ? keyOf(chains[0]!) : null);
  const [places, setPlaces] = useState(begin);
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [term, setTerm] = useState(terms[0]!);
  const [asked, setAsked] = useState(false);
  const starting = useStartRound();
  const chain = chains.find((each) => keyOf(each) === key);
  const wanted: readonly RegionLevel[] = chain ? [chain.place] : [];
  const place = pickedPlace(places, wanted);
  const plannedDue = chain?.due && chain.due >= today ? chain.due : null;
  const due = dueOn ?? plannedDue;
  const start = () => {
    setAsked(true);
    if (!chain || !place || !due) return;
    const { planId, key: chainKey, everyTerm } = chain;
    const body = { id: newId(), planId, chainKey, regionId: place.id, dueOn: due, ...(everyTerm && { term }) };
    starting.mutate(body, { onSuccess: ({ id }) => onStarted(id) });
  };
  return (
    <StepCard
      title="发起一轮责任书"
      saveId={TEST_IDS.saveRound}
      saveName={place ? `给${place.name}发起` : '发起'}
      change={starting}
      sentence={startRefusal}
      onSave={start}
      onLeave={onLeave}
    >
      <View className="chain-choices">
        <SinglePick
          choices={chains.map((each) => ({ value: keyOf(each), name: each.name }))}
          picked={key}
          idOf={TEST_IDS.chain}
          onPick={setKey}
        />
      </View>
      {asked && !chain && <View className="field-error">请选哪一条链</View>}
      {chain && (
        <>
          <View className="gap-top">
            <Sub>{`《${chain.templateTitle}》· ${chain.planName}`}</Sub>
          </View>
          <View className="filters gap-top">
            <PlacePicker
              label={chain.place === 'village' ? '哪个村' : '哪个单位'}
              chosen={places}
              wanted={wanted}
              error={asked && !place ? `请选到${chain.place === 'village' ? '村' : '单位'}` : undefined}
              onChange={setPlaces}
            />
            <DateField
              id={TEST_IDS.roundDue}
              label="哪天截止"
              value={due}
              start={today}
              error={asked && !due ? '请选截止日期' : undefined}
              onChange={setDueOn}
            />
            {chain.everyTerm && (
              <SelectField
                id={TEST_IDS.roundTerm}
                label="哪个学期"
                choices={terms.map((value) => ({ value, name: termText(value) }))}
                value={term}
                onChange={setTerm}
              />
            )}
          </View>
        </>
      )}
    </StepCard>
  );
}
