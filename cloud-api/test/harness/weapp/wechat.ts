import { NativeFailure } from './native.js';
import type { PhoneOptions } from './phone.js';

type WechatParts = Pick<PhoneOptions, 'login' | 'phoneCode' | 'groupEnterInfo' | 'subscribe'>;
type Answer = 'accept' | 'reject';

export interface WechatPerson {
  /** The emulator's name of the person; added when it does not know them. */
  handle: string;
  /** The phone number that they show when asked. */
  phone?: string;
  /** What they tap when they are asked for messages; yes unless told. */
  answerSubscribe?: (templateIds: string[]) => Answer | Record<string, Answer>;
}

/** As `fail` of the interface gets it: the harness puts the interface's name before the reason itself. */
function refusal({ error = 'no such control', errCode }: { error?: string; errCode?: number }): NativeFailure {
  return new NativeFailure(error.replace(/^\w+:fail /, ''), errCode === undefined ? {} : { errCode });
}

/** The WeChat on one person's phone: all that it gives comes from the emulator's control routes at this address, over HTTP. */
export async function wechatOf(emulator: string, person: WechatPerson): Promise<Required<WechatParts>> {
  const { handle, phone, answerSubscribe = () => 'accept' as const } = person;
  const control = async (route: string, body: object): Promise<unknown> => {
    const response = await fetch(`${emulator}/__control/${route}`, { method: 'POST', body: JSON.stringify(body) });
    const answer = (await response.json()) as { error?: string; errCode?: number };
    if (!response.ok) throw refusal(answer);
    return answer;
  };
  const code = async (route: string) => ((await control(route, { handle })) as { code: string }).code;
  await control('users', { handle, ...(phone && { phone }) });
  return {
    login: () => code('login-code'),
    phoneCode: () => code('phone-code'),
    groupEnterInfo: async (group) =>
      (await control('group-enter-info', { group, user: handle })) as { encryptedData: string; iv: string },
    subscribe: async (templateIds) => {
      const chosen = answerSubscribe(templateIds);
      const answer = typeof chosen === 'string' ? { answer: chosen } : { answers: chosen };
      return (await control('subscribe', { user: handle, templateIds, ...answer })) as Record<string, string>;
    },
  };
}
