import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { StepCard, Sub, TEST_IDS, TextField } from '@/shared/ui';
import { useSetPassword } from '../roster.queries';
import { SHORTEST_PASSWORD } from '../roster.rules';
import type { StepProps } from './grant-post';

export function SetPassword({ person, onDone, onLeave }: StepProps) {
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const setting = useSetPassword(person.id);
  const tooShort = password.length < SHORTEST_PASSWORD;
  const save = () => {
    setAsked(true);
    if (tooShort) return;
    mutateThen(setting, password, () => onDone(`${person.name}可以用手机号和新密码登录了`));
  };
  return (
    <StepCard
      title="设登录密码"
      saveId={TEST_IDS.savePassword}
      saveName="设好"
      change={setting}
      onSave={save}
      onLeave={onLeave}
    >
      <Sub>在电脑上用手机号和密码登录。设好后，原来的登录会退出。</Sub>
      <TextField
        id={TEST_IDS.password}
        label={`新密码（至少 ${SHORTEST_PASSWORD} 个字符）`}
        type="password"
        value={password}
        maxLength={200}
        error={asked && tooShort ? `至少 ${SHORTEST_PASSWORD} 个字符` : undefined}
        onChange={setPassword}
      />
    </StepCard>
  );
}
