import Taro from '@tarojs/taro';

/**
 * WeChat's answer for one template. `ban`: WeChat has closed it; `filter`: another of the same title was asked for as well;
 * `unsupported`: nobody was asked (messages switched off in WeChat, no network, a browser).
 */
export type SubscribeAnswer = 'accept' | 'reject' | 'ban' | 'filter' | 'unsupported';

/** More WeChat does not take at once. */
const MOST_TEMPLATES = 3;

/** Taro's type asks for another platform's parameters as well. */
interface WithSubscribing {
  requestSubscribeMessage(options: { tmplIds: string[] }): Promise<Record<string, string>>;
}

/**
 * Asks for one more message of each template (three at most; further ones are `unsupported`).
 * Call it first in the handler of a tap, before anything is awaited: WeChat asks nobody who has not just tapped. Never throws.
 */
export async function askToSubscribe(templateIds: readonly string[]): Promise<Record<string, SubscribeAnswer>> {
  const asked = templateIds.slice(0, MOST_TEMPLATES);
  // Up to here and into WeChat everything runs in the tap itself.
  const answers = await ask(asked);
  return Object.fromEntries(templateIds.map((id) => [id, asked.includes(id) ? known(answers[id]) : 'unsupported']));
}

async function ask(tmplIds: string[]): Promise<Record<string, string>> {
  if (process.env.TARO_ENV === 'h5' || tmplIds.length === 0) return {};
  try {
    return await (Taro as unknown as WithSubscribing).requestSubscribeMessage({ tmplIds });
  } catch {
    return {};
  }
}

function known(answer: string | undefined): SubscribeAnswer {
  // Also with sound: acceptWithAudio.
  if (answer?.startsWith('accept')) return 'accept';
  return answer === 'reject' || answer === 'ban' || answer === 'filter' ? answer : 'unsupported';
}
