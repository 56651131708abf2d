import { View } from '@tarojs/components';
import { errorSentence } from '@/shared/api';
import { isH5 } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { useElderMode } from '@/shared/theme';
import { Card, Notice, Page, Sub, SwitchRow, TEST_IDS, Title, useAction } from '@/shared/ui';
import { DemoPeople } from '../components/demo-people';
import { PasswordSignIn } from '../components/password-sign-in';
import { WechatSignIn } from '../components/wechat-sign-in';

export function SignInScreen() {
  const ended = useSession((session) => session.ended);
  const { elder, setElder } = useElderMode();
  const { busy, error, run } = useAction();
  const signIn = (action: () => Promise<unknown>) => void run(action);

  return (
    <Page title="无诈网格" bare>
      <Card>
        <Title>防诈骗，一户不漏</Title>
        <Sub>入户、提醒、统计，都在这里。</Sub>
      </Card>
      {ended === 'expired' && !error && <Notice tone="wait">登录过期了，请重新登录。没上报的登记还在手机里。</Notice>}
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
      <DemoPeople onSignIn={signIn} />
      {isH5 ? <PasswordSignIn busy={busy} onSignIn={signIn} /> : <WechatSignIn busy={busy} onSignIn={signIn} />}
      <Card>
        <SwitchRow id={TEST_IDS.elderSwitch} title="长辈版" detail="字大，按钮大" on={elder} onChange={setElder} />
      </Card>
      <View className="sub">接到可疑电话，先打 96110 问一问。</View>
    </Page>
  );
}
