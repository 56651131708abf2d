import { View } from '@tarojs/components';
import { useState } from 'react';
import { can, useSession } from '@/shared/session';
import { countText, dayText } from '@/shared/text';
import { Button, Card, Chip, ListItem, Notice, Sub, TEST_IDS, Title } from '@/shared/ui';
import { hasTeam, type Person } from '../roster.rules';
import { ChangeTeam } from './change-team';
import { EndAssignments } from './end-assignments';
import { GrantPost } from './grant-post';
import { HandOver } from './hand-over';
import { Posts } from './posts';
import { RecordTraining } from './record-training';
import { SetPassword } from './set-password';

type Step = 'post' | 'training' | 'password' | 'team' | 'handOver' | 'end';

const FORMS = {
  post: GrantPost,
  training: RecordTraining,
  password: SetPassword,
  team: ChangeTeam,
  handOver: HandOver,
  end: EndAssignments,
};

/** One person of the roster, and what an office may do about them, one thing at a time. */
export function PersonCard({ person }: { person: Person }) {
  const me = useSession((session) => session.me);
  const [step, setStep] = useState<Step>();
  const [done, setDone] = useState<string>();
  const finish = (sentence: string) => {
    setStep(undefined);
    setDone(sentence);
  };
  const begin = (next: Step) => {
    setDone(undefined);
    setStep(next);
  };
  const manages = can(me, 'people.manage');
  const assigns = can(me, 'assignment.manage');
  const choices: { step: Step; name: string; id: string; shown: boolean }[] = [
    { step: 'post', name: '加一个职务', id: TEST_IDS.addPost, shown: manages },
    { step: 'training', name: '记一次培训', id: TEST_IDS.addTraining, shown: manages },
    { step: 'team', name: '配民警、辅警', id: TEST_IDS.changeTeam, shown: assigns && hasTeam(person) },
    { step: 'end', name: '收回名下的户', id: TEST_IDS.endAssignments, shown: assigns && person.doors > 0 },
    { step: 'handOver', name: '交接给别人', id: TEST_IDS.handOver, shown: manages },
    { step: 'password', name: '设登录密码', id: TEST_IDS.newPassword, shown: manages },
  ];
  const Form = step && FORMS[step];
  return (
    <>
      <About person={person} />
      {done && <Notice tone="ok">{done}</Notice>}
      <Posts person={person} manages={manages} onDone={finish} />
      {Form ? (
        <Form person={person} onDone={finish} onLeave={() => setStep(undefined)} />
      ) : (
        <View className="stack">
          {choices
            .filter(({ shown }) => shown)
            .map((choice) => (
              <Button key={choice.step} id={choice.id} compact tone="ghost" onTap={() => begin(choice.step)}>
                {choice.name}
              </Button>
            ))}
        </View>
      )}
    </>
  );
}

function About({ person }: { person: Person }) {
  return (
    <Card>
      <Title>{person.name}</Title>
      <Sub>{person.phoneMasked ?? '没有登记手机号'}</Sub>
      <View className="gap-top">
        <ListItem first title="名下的户" trailing={`${countText(person.doors)} 户`} />
        <ListItem title="培训" trailing={<Training trainedOn={person.trainedOn} />} />
        {person.team.length > 0 && (
          <ListItem title="一起走的" trailing={person.team.map(({ name }) => name).join('、')} />
        )}
      </View>
    </Card>
  );
}

function Training({ trainedOn }: Pick<Person, 'trainedOn'>) {
  if (!trainedOn) return <Chip tone="wait">没培训</Chip>;
  return (
    <Chip tone="ok">
      {trainedOn.slice(0, 4)}年{dayText(trainedOn)}
    </Chip>
  );
}
