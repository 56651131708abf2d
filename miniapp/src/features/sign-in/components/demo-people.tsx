import { View } from '@tarojs/components';
import { useState } from 'react';
import { signInAsDemo, useDemoPeople } from '@/features/people';
import { Card, Chip, ListItem, Sub, TEST_IDS } from '@/shared/ui';

interface DemoPeopleProps {
  onSignIn(signIn: () => Promise<unknown>): void;
}

/** A demonstration has no passwords: choose a place, then whom to be. Absent where the server runs no demonstration. */
export function DemoPeople({ onSignIn }: DemoPeopleProps) {
  const demo = useDemoPeople();
  const [chosen, setChosen] = useState<string>();
  if (!demo.data) return null;

  const { places } = demo.data;
  const place = places.find(({ name }) => name === chosen) ?? places[0];
  return (
    <Card title="试用：选一个人进去看看">
      <Sub>这些人都是虚构的，地方是真的。</Sub>
      <View className="row wrap gap-top">
        {places.map(({ name }) => (
          <Chip key={name} id={TEST_IDS.demoPlace(name)} selected={name === place?.name} onTap={() => setChosen(name)}>
            {name}
          </Chip>
        ))}
      </View>
      {place?.people.map((person, index) => (
        <ListItem
          key={person.personId}
          id={TEST_IDS.person(person.personId)}
          first={index === 0}
          title={`${person.roleLabel} · ${person.name}`}
          detail={person.place}
          onTap={() => onSignIn(() => signInAsDemo(person.personId))}
        />
      ))}
    </Card>
  );
}
