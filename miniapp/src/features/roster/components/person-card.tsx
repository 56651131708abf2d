import { View } from '@tarojs/components';
import { useState } from 'react';
import { errorSentence } from '@/shared/api';
import { countText, dayText } from '@/shared/text';
import { Button, Card, Chip, ConfirmButton, ListItem, Notice, Sub, TEST_IDS, Title } from '@/shared/ui';
import { useRevokePost } from '../roster.queries';
import { postText, type Person } from '../roster.rules';
import { GrantPost } from './grant-post';
import { RecordTraining } from './record-training';
import { SetPassword } from './set-password';

type Step = 'post' | 'training' | 'password';

interface PersonCardProps {
  person: Person;
  manages: boolean;
}

/** One person of the roster, and what an office may do about them, one thing at a time. */
export function PersonCard({ person, manages }: PersonCardProps) {
  const [step, setStep] = useState<Step>();
  const [done, setDone] = useState<string>();
  const revoking = useRevokePost();
  const finish = (sentence: string) => {
    setStep(undefined);
    setDone(sentence);
  };
  const begin = (next: Step) => {
    setDone(undefined);
    setStep(next);
  };
  return (
    <>
      <Card>
        <Title>{person.name}</Title>
        <Sub>{person.phoneMasked ?? '没有登记手机号'}</Sub>
        <View className="gap-top">
          <ListItem first title="名下的户" trailing={`${countText(person.doors)} 户`} />
          <ListItem title="培训" trailing={<Training trainedOn={person.trainedOn} />} />
        </View>
        {done && (
          <View className="gap-top">
            <Notice tone="ok">{done}</Notice>
          </View>
        )}
      </Card>
      <Card title="职务">
        {person.posts.map((post, index) => (
          <View key={post.id} className={index > 0 ? 'gap-top' : ''}>
            <View className="strong">{postText(post)}</View>
            {manages && (
              <ConfirmButton
                id={TEST_IDS.revokePost(post.id)}
                tone="plain"
                compact
                name="撤掉这个职务"
                question={revokeQuestion(person)}
                busy={revoking.isPending}
                onConfirm={() => revoking.mutate(post.id, { onSuccess: () => finish(`撤了：${postText(post)}`) })}
              />
            )}
          </View>
        ))}
        {revoking.isError && <Notice tone="late">{errorSentence(revoking.error)}</Notice>}
      </Card>
      {manages && step === undefined && (
        <View className="stack">
          <Button id={TEST_IDS.addPost} compact tone="ghost" onTap={() => begin('post')}>
            加一个职务
          </Button>
          <Button id={TEST_IDS.addTraining} compact tone="ghost" onTap={() => begin('training')}>
            记一次培训
          </Button>
          <Button id={TEST_IDS.newPassword} compact tone="ghost" onTap={() => begin('password')}>
            设登录密码
          </Button>
        </View>
      )}
      {step === 'post' && <GrantPost person={person} onDone={finish} onLeave={() => setStep(undefined)} />}
      {step === 'training' && <RecordTraining person={person} onDone={finish} onLeave={() => setStep(undefined)} />}
      {step === 'password' && <SetPassword person={person} onDone={finish} onLeave={() => setStep(undefined)} />}
    </>
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

function revokeQuestion({ name, posts, doors }: Person): string {
  const last = posts.length === 1 ? `${name}没有别的职务，会从名册里消失。` : '';
  const released = doors > 0 ? '在那里名下的户会变成没人认领。' : '';
  return `马上生效，${name}不能再用这个职务。${released}${last}`;
}
