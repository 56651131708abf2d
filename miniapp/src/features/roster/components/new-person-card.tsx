import { View } from '@tarojs/components';
import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { errorSentence } from '@/shared/api';
import { Button, Card, Notice, TEST_IDS, TextField } from '@/shared/ui';
import { useAddPerson } from '../roster.queries';
import { draftProblems, NO_PERSON, type PersonDraft } from '../roster.rules';
import { PostFields } from './post-fields';

export function NewPersonCard({ onAdded }: { onAdded(personId: string): void }) {
  const [draft, setDraft] = useState(NO_PERSON);
  const [asked, setAsked] = useState(false);
  const adding = useAddPerson();
  const problems = draftProblems(draft);
  const shown = asked ? problems : {};
  const change = (patch: Partial<PersonDraft>) => setDraft({ ...draft, ...patch });
  const save = () => {
    const { name, phone, role, regionId } = draft;
    setAsked(true);
    if (Object.keys(problems).length > 0 || role === null || regionId === null) return;
    const body = { name: name.trim(), role, regionId, ...(phone.trim() && { phone: phone.trim() }) };
    mutateThen(adding, body, ({ id }) => onAdded(id));
  };
  return (
    <Card title="加一个人">
      <TextField
        first
        id={TEST_IDS.personName}
        label="姓名"
        value={draft.name}
        maxLength={30}
        error={shown.name}
        onChange={(name) => change({ name })}
      />
      <TextField
        id={TEST_IDS.personPhone}
        label="手机号（用来登录）"
        type="phone"
        value={draft.phone}
        maxLength={11}
        error={shown.phone}
        onChange={(phone) => change({ phone })}
      />
      <PostFields role={draft.role} errors={shown} onChange={change} />
      {adding.isError && (
        <View className="gap-top">
          <Notice tone="late">{errorSentence(adding.error)}</Notice>
        </View>
      )}
      <View className="gap-top">
        <Button id={TEST_IDS.savePerson} busy={adding.isPending} onTap={save}>
          加到名册
        </Button>
      </View>
    </Card>
  );
}
