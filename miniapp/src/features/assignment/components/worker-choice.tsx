import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePeople } from '@/features/roster';
import { errorSentence, type Schemas } from '@/shared/api';
import { countText } from '@/shared/text';
import {
  Button,
  Card,
  Checkbox,
  Chip,
  Empty,
  Loaded,
  Notice,
  Sub,
  Tap,
  TEST_IDS,
  TextField,
  useShownRows,
} from '@/shared/ui';
import { visitorsAmong } from '../assignment.rules';

type Person = Schemas['Person'];
type Region = Schemas['Region'];

interface WorkerChoiceProps {
  /** Where the doors are; whose people are asked first. */
  place: Region;
  count: number;
  assigning: { isPending: boolean; isError: boolean; error: unknown };
  /** What was done last, said where the button is. */
  done?: string;
  onAssign(person: Person): void;
}

/** Who is to go there, with how many doors each has already. */
export function WorkerChoice({ place, count, assigning, done, onAssign }: WorkerChoiceProps) {
  const [text, setText] = useState('');
  const [everywhere, setEverywhere] = useState(false);
  const [chosen, setChosen] = useState<Person>();
  // Neighbours of the same village help out, so a grid's own people are not all.
  const villageId = place.level === 'grid' ? (place.parentId ?? place.id) : place.id;
  const query = usePeople(everywhere ? undefined : villageId);
  return (
    <Card title="分给谁">
      <TextField first id={TEST_IDS.findWorker} label="找人" placeholder="姓名、地方" value={text} onChange={setText} />
      <View className="row wrap reasons">
        <Chip selected={!everywhere} onTap={() => setEverywhere(false)}>
          本村的人
        </Chip>
        <Chip selected={everywhere} onTap={() => setEverywhere(true)}>
          所有人
        </Chip>
      </View>
      <Loaded query={query} cards={1}>
        {({ value: { items } }) => <Workers people={visitorsAmong(items, text)} chosen={chosen} onChoose={setChosen} />}
      </Loaded>
      {done && count === 0 && <Notice tone="ok">{done}</Notice>}
      {assigning.isError && <Notice tone="late">{errorSentence(assigning.error)}</Notice>}
      <View className="gap-top">
        <Button
          id={TEST_IDS.assign}
          disabled={!chosen || count === 0}
          busy={assigning.isPending}
          onTap={() => chosen && onAssign(chosen)}
        >
          {count === 0 ? '先选要分的户' : chosen ? `${countText(count)} 户分给${chosen.name}` : '选一个人'}
        </Button>
      </View>
    </Card>
  );
}

interface WorkersProps {
  people: readonly Person[];
  chosen: Person | undefined;
  onChoose(person: Person): void;
}

function Workers({ people, chosen, onChoose }: WorkersProps) {
  const { shownRows, hiddenCount, showMore } = useShownRows(people);
  if (people.length === 0) return <Empty title="没有可以分的人">在“人员”里加上网格员，再来分。</Empty>;
  return (
    <View className="workers">
      {shownRows.map((person) => (
        <Tap
          key={person.id}
          id={TEST_IDS.worker(person.id)}
          className="list-item"
          role="radio"
          checked={person.id === chosen?.id}
          label={`${person.name}，现在 ${person.doors} 户`}
          onTap={() => onChoose(person)}
        >
          <Checkbox round on={person.id === chosen?.id} />
          <View className="grow">
            <View className="strong">{person.name}</View>
            <Sub>{person.posts.map(({ regionName, roleLabel }) => `${regionName} · ${roleLabel}`).join('；')}</Sub>
          </View>
          <View className="number">{countText(person.doors)} 户</View>
        </Tap>
      ))}
      {hiddenCount > 0 && (
        <Button tone="plain" compact onTap={showMore}>
          还有 {hiddenCount} 人
        </Button>
      )}
    </View>
  );
}
