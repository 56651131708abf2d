import { call, type Schemas } from '@/shared/api';
import { useSession } from '@/shared/session';

function signIn(session: Schemas['Session']): Promise<void> {
  return useSession.getState().signIn(session);
}

/** Signs in whom WeChat's id already names; else the answer holds the ticket for showing a phone number. */
export async function signInWithWechat(code: string): Promise<Schemas['WechatSignIn']> {
  const answer = await call('post', '/session/wechat', { body: { code } });
  if (answer.session) await signIn(answer.session);
  return answer;
}

export async function signInWithPhone(ticket: string, phoneCode: string): Promise<void> {
  await signIn(await call('post', '/session/wechat/phone', { body: { ticket, phoneCode } }));
}

export async function signInWithPassword(phone: string, password: string): Promise<void> {
  await signIn(await call('post', '/session/password', { body: { phone, password } }));
}

export async function signInAsDemo(personId: string): Promise<void> {
  await signIn(await call('post', '/demo/session', { body: { personId } }));
}
