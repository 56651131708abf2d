import { View } from '@tarojs/components';
import { useState } from 'react';
import { PlacePicker, pickedPlace } from '@/features/regions';
import { mutateThen } from '@/shared/answers';
import type { Schemas } from '@/shared/api';
import { businessDate, clock } from '@/shared/clock';
import { newId } from '@/shared/ids';
import type { RegionLevel } from '@/shared/text';
import { DateField, Loaded, Notice, SelectField, SinglePick, StepCard, Sub, TEST_IDS } from '@/shared/ui';
import { termChoices, termText } from '../letter.rules';
import { startRefusal } from '../letter-words';
import { useRounds, useStartRound } from '../letters.queries';

type Chain = Schemas['LetterChain'];

const PLACES: readonly RegionLevel[] = ['village', 'unit'];
const keyOf = ({ planId, key }: Chain) => `${planId}.${key}`;

interface RoundDraft {
  /** `keyOf` of the chain. */
  chain: string | null;
  /** Chosen by hand, instead of the plan's day. */
  dueOn: string | null;
  term: string | null;
}

interface NewRoundProps {
  /** The place looked at, from where the person's reach begins. */
  places: readonly Schemas['Region'][];
  onStarted(roundId: string): void;
  onLeave(): void;
}

/** Where, which chain, until when; levels that go by posts are filled at once. */
export function NewRound({ places: begin, onStarted, onLeave }: NewRoundProps) {
  const [places, setPlaces] = useState(begin);
  const [draft, setDraft] = useState<RoundDraft>({ chain: null, dueOn: null, term: null });
  const [asked, setAsked] = useState(false);
  const starting = useStartRound();
  const place = pickedPlace(places, PLACES);
  const query = useRounds(place?.id);
  const chain = chainOf(query.data?.chains ?? [], draft);
  const due = dueOf(chain, draft);
  const start = () => {
    setAsked(true);
    if (!chain || !place || !due) return;
    const { planId, key: chainKey, everyTerm } = chain;
    const term = everyTerm && { term: termOfDraft(draft) };
    const body = { id: newId(), planId, chainKey, regionId: place.id, dueOn: due, ...term };
    mutateThen(starting, body, ({ id }) => onStarted(id));
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
      <View className="filters">
        <PlacePicker
          label="哪里"
          chosen={places}
          wanted={PLACES}
          error={asked && !place ? '请选到村，或村里的单位' : undefined}
          onChange={(next) => {
            starting.reset();
            setPlaces(next);
          }}
        />
      </View>
      {place && (
        <Loaded query={query} cards={1}>
          {({ chains }) =>
            chains.length === 0 ? (
              <View className="gap-top">
                <Notice tone="wait">
                  {place.name}的方案没有{place.level === 'village' ? '村里' : '单位'}的责任书，不能在这里发起。
                </Notice>
              </View>
            ) : (
              <ChainFields chains={chains} draft={draft} asked={asked} onChange={setDraft} />
            )
          }
        </Loaded>
      )}
    </StepCard>
  );
}

function chainOf(chains: readonly Chain[], draft: RoundDraft): Chain | undefined {
  return chains.length === 1 ? chains[0] : chains.find((each) => keyOf(each) === draft.chain);
}

/** The day chosen, else that of the plan while it is to come. */
function dueOf(chain: Chain | undefined, { dueOn }: RoundDraft): string | null {
  const planned = chain?.due && chain.due >= businessDate(clock.now()) ? chain.due : null;
  return dueOn ?? planned;
}

function termOfDraft({ term }: RoundDraft): string {
  return term ?? termChoices(businessDate(clock.now()))[0]!;
}

interface ChainFieldsProps {
  chains: readonly Chain[];
  draft: RoundDraft;
  asked: boolean;
  onChange(draft: RoundDraft): void;
}

function ChainFields({ chains, draft, asked, onChange }: ChainFieldsProps) {
  const today = businessDate(clock.now());
  const chain = chainOf(chains, draft);
  const due = dueOf(chain, draft);
  return (
    <>
      <View className="field-label gap-top">签哪一条链</View>
      <View className="chain-choices">
        <SinglePick
          choices={chains.map((each) => ({ value: keyOf(each), name: each.name }))}
          picked={chain && keyOf(chain)}
          idOf={TEST_IDS.chain}
          onPick={(key: string) => onChange({ ...draft, chain: key, dueOn: null })}
        />
      </View>
      {asked && !chain && <View className="field-error">请选一条链</View>}
      {chain && (
        <>
          <View className="gap-top">
            <Sub>{`《${chain.templateTitle}》 · ${chain.planName}`}</Sub>
          </View>
          <View className="filters gap-top">
            <DateField
              id={TEST_IDS.roundDue}
              label="哪天截止"
              value={due}
              start={today}
              error={asked && !due ? '请选截止日期' : undefined}
              onChange={(dueOn) => onChange({ ...draft, dueOn })}
            />
            {chain.everyTerm && (
              <SelectField
                id={TEST_IDS.roundTerm}
                label="哪个学期"
                choices={termChoices(today).map((value) => ({ value, name: termText(value) }))}
                value={termOfDraft(draft)}
                onChange={(term) => onChange({ ...draft, term })}
              />
            )}
          </View>
        </>
      )}
    </>
  );
}
