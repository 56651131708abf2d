import { Button as NativeButton } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { signInWithPhone, signInWithWechat } from '@/features/people';
import { Button, Card, Sub, TEST_IDS } from '@/shared/ui';

interface WechatSignInProps {
  busy: boolean;
  onSignIn(signIn: () => Promise<unknown>): void;
}

/** Those whom WeChat's id already names are in at once; others show their phone number once, to be found in the roster. */
export function WechatSignIn({ busy, onSignIn }: WechatSignInProps) {
  const [ticket, setTicket] = useState<string>();

  const signIn = async () => {
    const { code } = await Taro.login();
    const answer = await signInWithWechat(code);
    setTicket(answer.ticket);
  };
  const showPhone = (phoneCode: string | undefined) => {
    // No code: the person declined; the button stays where it is.
    if (!phoneCode || !ticket) return;
    onSignIn(async () => {
      setTicket(undefined);
      await signInWithPhone(ticket, phoneCode);
    });
  };

  if (!ticket) {
    return (
      <Card>
        <Button id={TEST_IDS.wechatSignIn} busy={busy} onTap={() => onSignIn(signIn)}>
          微信登录
        </Button>
      </Card>
    );
  }
  return (
    <Card title="第一次来，还要认一下手机号">
      <Sub>用它在名册里找到您，只问这一次。</Sub>
      <NativeButton
        id={TEST_IDS.wechatPhone}
        className="button gap-top"
        openType="getPhoneNumber"
        disabled={busy}
        onGetPhoneNumber={(event) => showPhone(event.detail.code)}
      >
        用微信里的手机号
      </NativeButton>
    </Card>
  );
}
