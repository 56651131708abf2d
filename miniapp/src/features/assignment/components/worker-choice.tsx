import { View } from '@tarojs/components';
import { useState } from 'react';
import { PersonChoice, type Person } from '@/features/roster';
import { errorSentence, type Schemas } from '@/shared/api';
import { countText } from '@/shared/text';
import { Button, Card, Chip, Notice, SwitchRow, TEST_IDS } from '@/shared/ui';
import { visitorsAmong } from '../assignment.rules';

interface WorkerChoiceProps {
  /** Where the doors are; whose people are asked first. */
  place: Schemas['Region'];
  count: number;
  assigning: { isPending: boolean; isError: boolean; error: unknown };
  /** What was done last, said where the button is. */
  done?: string;
  onAssign(person: Person, replace: boolean): void;
}

/** Who is to go there, with how many doors each has already. */
export function WorkerChoice({ place, count, assigning, done, onAssign }: WorkerChoiceProps) {
  const [everywhere, setEverywhere] = useState(false);
  const [replace, setReplace] = useState(true);
  const [chosen, setChosen] = useState<Person>();
  // Neighbours of the same village help out, so a grid's own people are not all.
  const villageId = place.level === 'grid' ? (place.parentId ?? place.id) : place.id;
  return (
    <Card title="分给谁">
      <View className="row wrap reasons">
        <Chip selected={!everywhere} onTap={() => setEverywhere(false)}>
          本村的人
        </Chip>
        <Chip selected={everywhere} onTap={() => setEverywhere(true)}>
          所有人
        </Chip>
      </View>
      <PersonChoice
        question={everywhere ? {} : { regionId: villageId }}
        chosen={chosen ? [chosen.id] : []}
        among={visitorsAmong}
        nobody="在“人员”里加上网格员，再来分。"
        onChoose={setChosen}
      />
      <SwitchRow
        id={TEST_IDS.replaceOthers}
        title="换下原来的人"
        detail="班主任和结对的民警留着"
        on={replace}
        onChange={setReplace}
      />
      {done && count === 0 && <Notice tone="ok">{done}</Notice>}
      {assigning.isError && <Notice tone="late">{errorSentence(assigning.error)}</Notice>}
      <View className="gap-top">
        <Button
          id={TEST_IDS.assign}
          disabled={!chosen || count === 0}
          busy={assigning.isPending}
          onTap={() => chosen && onAssign(chosen, replace)}
        >
          {count === 0 ? '先选要分的户' : chosen ? `${countText(count)} 户分给${chosen.name}` : '选一个人'}
        </Button>
      </View>
    </Card>
  );
}
