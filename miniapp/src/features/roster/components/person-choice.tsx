import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { countText } from '@/shared/text';
import { Checkbox, Empty, Loaded, MoreRows, Sub, Tap, TEST_IDS, TextField, useShownRows } from '@/shared/ui';
import { usePeople, type PeopleQuestion } from '../roster.queries';
import { postText, type Person } from '../roster.rules';

interface PersonChoiceProps {
  question: Omit<PeopleQuestion, 'q'>;
  chosen: readonly string[];
  onChoose(person: Person): void;
  /** Several may be chosen. */
  many?: boolean;
  /** Of those found, who comes into question, in the order to show them. */
  among(people: readonly Person[]): readonly Person[];
  /** What to do when nobody does. */
  nobody: string;
}

/** People to choose from, found by name, place or phone; each with the doors they have. */
export function PersonChoice({ question, chosen, onChoose, many, among, nobody }: PersonChoiceProps) {
  const [text, setText] = useState('');
  const query = usePeople({ ...question, q: text });
  return (
    <>
      <TextField
        id={TEST_IDS.findWorker}
        label="找人"
        placeholder="姓名、地方、手机号"
        value={text}
        maxLength={30}
        onChange={setText}
      />
      <Loaded query={query} cards={1}>
        {({ items }) => (
          <Choices people={among(items)} chosen={chosen} many={many} nobody={nobody} onChoose={onChoose} />
        )}
      </Loaded>
    </>
  );
}

interface ChoicesProps extends Pick<PersonChoiceProps, 'chosen' | 'many' | 'nobody' | 'onChoose'> {
  people: readonly Person[];
}

function Choices({ people, chosen, many, nobody, onChoose }: ChoicesProps) {
  const { shownRows, hiddenCount, showMore } = useShownRows(people);
  if (people.length === 0)
    return (
      <Empty mark="…" title="没有找到人">
        {nobody}
      </Empty>
    );
  return (
    <View className="workers">
      {shownRows.map((person) => {
        const on = chosen.includes(person.id);
        return (
          <Tap
            key={person.id}
            id={TEST_IDS.worker(person.id)}
            className="list-item"
            role={many ? 'checkbox' : 'radio'}
            checked={on}
            label={`${person.name}，现在 ${person.doors} 户`}
            onTap={() => onChoose(person)}
          >
            <Checkbox round={!many} on={on} />
            <View className="grow">
              <View className="strong">{person.name}</View>
              <Sub>{person.posts.map(postText).join('；')}</Sub>
            </View>
            <Text className="number">{countText(person.doors)} 户</Text>
          </Tap>
        );
      })}
      <MoreRows count={hiddenCount} unit="人" compact onTap={showMore} />
    </View>
  );
}
