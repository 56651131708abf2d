import { View } from '@tarojs/components';
import { mutateThen } from '@/shared/answers';
import { errorSentence } from '@/shared/api';
import { Card, ConfirmButton, Notice, TEST_IDS } from '@/shared/ui';
import { useRevokePost } from '../roster.queries';
import { postText, type Person } from '../roster.rules';

interface PostsProps {
  person: Person;
  manages: boolean;
  onDone(sentence: string): void;
}

export function Posts({ person, manages, onDone }: PostsProps) {
  const revoking = useRevokePost();
  return (
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
              onConfirm={() => mutateThen(revoking, post.id, () => onDone(`撤了：${postText(post)}`))}
            />
          )}
        </View>
      ))}
      {revoking.isError && <Notice tone="late">{errorSentence(revoking.error)}</Notice>}
    </Card>
  );
}

function revokeQuestion({ name, posts, doors }: Person): string {
  const last = posts.length === 1 ? `${name}没有别的职务，会从名册里消失。` : '';
  const released = doors > 0 ? '在那里名下的户会变成没人认领；要给别人，请用“交接给别人”。' : '';
  return `马上生效，${name}不能再用这个职务。${released}${last}`;
}
