import { View } from '@tarojs/components';
import { useState } from 'react';
import { PersonChoice } from '@/features/roster';
import { mutateThen } from '@/shared/answers';
import { errorSentence } from '@/shared/api';
import { GROUP_PARTS } from '@/shared/cascade';
import { openPage, PAGES } from '@/shared/platform';
import { can, useSession } from '@/shared/session';
import { choicesOf, type GroupPart } from '@/shared/text';
import { Button, Card, Chip, ListItem, Notice, SinglePick, StepCard, TEST_IDS } from '@/shared/ui';
import { peopleOf, type GroupDetail, type Person } from '../group.rules';
import { useChangePerson } from '../chat-groups.queries';

const PARTS = ['pusher', 'supervisor', 'member'] as const;
const MANY = 8;

/** Who pushes, who watches, who else belongs here; with who stands in today. */
export function GroupPeople({ group }: { group: GroupDetail }) {
  const changing = useChangePerson(group.id);
  const [adding, setAdding] = useState(false);
  const set = (person: Pick<Person, 'personId' | 'part'>, present: boolean) =>
    changing.mutate({ personId: person.personId, part: person.part, present });
  return (
    <>
      <Card
        title="谁在里面"
        aside={
          group.mayManage &&
          !adding && (
            <Button id={TEST_IDS.addToGroup} tone="plain" compact onTap={() => setAdding(true)}>
              加人
            </Button>
          )
        }
      >
        {changing.isError && <Notice tone="late">{errorSentence(changing.error)}</Notice>}
        {PARTS.map((part) => (
          <Part key={part} part={part} group={group} busy={changing.isPending} onSet={set} />
        ))}
      </Card>
      {adding && (
        <AddPerson
          group={group}
          changing={changing}
          onAdd={(person) => mutateThen(changing, { ...person, present: true }, () => setAdding(false))}
          onLeave={() => setAdding(false)}
        />
      )}
    </>
  );
}

interface PartProps {
  part: GroupPart;
  group: GroupDetail;
  busy: boolean;
  onSet(person: Person, present: boolean): void;
}

function Part({ part, group, busy, onSet }: PartProps) {
  const people = peopleOf(group, part);
  const [all, setAll] = useState(false);
  const shown = all ? people : people.slice(0, MANY);
  const mayAbsent = useSession(({ me }) => can(me, 'people.manage'));
  if (people.length === 0) {
    return part === 'member' ? null : <View className="part sub">{`没有${GROUP_PARTS[part]}`}</View>;
  }
  return (
    <View className="part">
      <View className="field-label">{`${GROUP_PARTS[part]} ${people.length} 人`}</View>
      {shown.map((person) => (
        <ListItem
          key={person.personId}
          title={`${person.name}（${person.label}）`}
          detail={detailOf(person)}
          trailing={
            group.mayManage ? (
              <View className="row">
                {part === 'pusher' && mayAbsent && person.origin !== 'removed' && (
                  <Chip
                    tone="gray"
                    onTap={() => openPage(PAGES.absences, { personId: person.personId, group: group.id })}
                  >
                    请假
                  </Chip>
                )}
                <Chip
                  id={TEST_IDS.leaveGroup(person.personId)}
                  tone="gray"
                  onTap={() => busy || onSet(person, person.origin === 'removed')}
                >
                  {person.origin === 'removed' ? '恢复' : '移出'}
                </Chip>
              </View>
            ) : undefined
          }
        />
      ))}
      {people.length > shown.length && (
        <Button tone="plain" compact onTap={() => setAll(true)}>
          还有 {people.length - shown.length} 人
        </Button>
      )}
    </View>
  );
}

function detailOf({ deputyName, origin }: Person): string | undefined {
  const told = [
    deputyName && `今天由${deputyName}代办`,
    origin === 'added' && '人工加的',
    origin === 'removed' && '已移出，不签收也不推',
  ].filter(Boolean);
  return told.length > 0 ? told.join(' · ') : undefined;
}

interface AddPersonProps {
  group: GroupDetail;
  changing: ReturnType<typeof useChangePerson>;
  onAdd(person: { personId: string; part: GroupPart }): void;
  onLeave(): void;
}

function AddPerson({ group, changing, onAdd, onLeave }: AddPersonProps) {
  const [part, setPart] = useState<GroupPart>('pusher');
  const [personId, setPersonId] = useState<string>();
  return (
    <StepCard
      title="加一个人"
      saveId={TEST_IDS.saveToGroup}
      saveName="加上"
      change={changing}
      onSave={personId ? () => onAdd({ personId, part }) : undefined}
      onLeave={onLeave}
    >
      <SinglePick
        choices={choicesOf(GROUP_PARTS)}
        picked={part}
        idOf={TEST_IDS.groupPart}
        onPick={(next: GroupPart) => setPart(next)}
      />
      <PersonChoice
        question={{}}
        chosen={personId ? [personId] : []}
        onChoose={(person) => setPersonId(person.id)}
        among={(people) =>
          people.filter(({ id }) => !group.people.some((there) => there.personId === id && there.part === part))
        }
        nobody="换个姓名找，或先到“人员”里加上这个人。"
      />
    </StepCard>
  );
}
