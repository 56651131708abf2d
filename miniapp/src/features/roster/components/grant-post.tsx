import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { ROLES } from '@/shared/text';
import { StepCard, TEST_IDS } from '@/shared/ui';
import { useGrantPost } from '../roster.queries';
import { draftProblems, type Person } from '../roster.rules';
import { PostFields, type PostDraft } from './post-fields';

export interface StepProps {
  person: Person;
  onDone(sentence: string): void;
  onLeave(): void;
}

export function GrantPost({ person, onDone, onLeave }: StepProps) {
  const [post, setPost] = useState<PostDraft>({ role: null, regionId: null });
  const [asked, setAsked] = useState(false);
  const granting = useGrantPost(person.id);
  const save = () => {
    const { role, regionId } = post;
    setAsked(true);
    if (role === null || regionId === null) return;
    mutateThen(granting, { role, regionId }, () => onDone(`加了职务：${ROLES[role]}`));
  };
  return (
    <StepCard
      title="加一个职务"
      saveId={TEST_IDS.savePerson}
      saveName="加上"
      change={granting}
      onSave={save}
      onLeave={onLeave}
    >
      <PostFields
        role={post.role}
        errors={asked ? draftProblems({ name: person.name, phone: '', ...post }) : {}}
        onChange={setPost}
      />
    </StepCard>
  );
}
