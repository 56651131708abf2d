import { View } from '@tarojs/components';
import { useState } from 'react';
import { signInWithPassword } from '@/features/people';
import { Button, Card, TEST_IDS, TextField } from '@/shared/ui';

interface PasswordSignInProps {
  busy: boolean;
  onSignIn(signIn: () => Promise<unknown>): void;
}

export function PasswordSignIn({ busy, onSignIn }: PasswordSignInProps) {
  const [phone, setPhone] = useState('');
  const [password, setPassword] = useState('');
  const complete = phone.length > 0 && password.length > 0;
  const signIn = () => {
    if (complete) onSignIn(() => signInWithPassword(phone, password));
  };
  return (
    <Card title="办公室登录">
      <TextField
        first
        id={TEST_IDS.phone}
        label="手机号"
        type="phone"
        maxLength={11}
        value={phone}
        onChange={setPhone}
      />
      <TextField
        id={TEST_IDS.password}
        label="密码"
        type="password"
        value={password}
        onChange={setPassword}
        onConfirm={signIn}
      />
      <View className="gap-top">
        <Button id={TEST_IDS.passwordSignIn} disabled={!complete} busy={busy} onTap={signIn}>
          登录
        </Button>
      </View>
    </Card>
  );
}
