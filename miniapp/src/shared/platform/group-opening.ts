import Taro from '@tarojs/taro';

/** What the server needs to learn, from WeChat itself, in which group a card was opened. */
export interface GroupProof {
  loginCode: string;
  encryptedData: string;
  iv: string;
}

/**
 * `not_in_group`: this page was not opened out of a group.
 * `cannot_verify`: it may have been, WeChat would not say; that is no sign that it was not delivered.
 * `unsupported`: a browser, or a WeChat that is too old.
 */
export type GroupFailure = 'not_in_group' | 'cannot_verify' | 'unsupported';

export type GroupOpening = GroupProof | { failure: GroupFailure };

type EnterOptions = Taro.getEnterOptionsSync.EnterOptions;

/** WeChat's own answer: Taro's type leaves out what matters. */
interface WithGroupEnterInfo {
  getGroupEnterInfo(): Promise<Pick<GroupProof, 'encryptedData' | 'iv'>>;
}

/**
 * From WeChat's list of scenes: a group's card without and with a shareTicket, group tools (two), a group's
 * to-do and its notice. A card with a shareTicket passed on to one person comes as 1044 too, on Android.
 */
const GROUP_SCENES = [1008, 1044, 1158, 1159, 1160, 1185];
const PERSONAL_CHATS = [1, 2];
const GROUP_CHATS = [3, 4];

/** WeChat says that the person is no longer a member. */
const LEFT_THE_GROUP = 65206;

/** Asks WeChat in which group the page on top was opened, at a cold or a warm start. Never throws. */
export async function groupOpening(): Promise<GroupOpening> {
  if (process.env.TARO_ENV === 'h5' || !Taro.canIUse('getGroupEnterInfo')) return { failure: 'unsupported' };
  const entered = Taro.getEnterOptionsSync();
  if (!mayBeGroup(entered) || !isPageOnTop(entered)) return { failure: 'not_in_group' };
  try {
    // Signing in may change the key that what follows is encrypted with: it has to come first.
    const { code } = await Taro.login();
    const { encryptedData, iv } = await (Taro as unknown as WithGroupEnterInfo).getGroupEnterInfo();
    return { loginCode: code, encryptedData, iv };
  } catch (failure) {
    return { failure: codeOf(failure) === LEFT_THE_GROUP ? 'not_in_group' : 'cannot_verify' };
  }
}

/** The kind of chat says it for certain, where WeChat gives it; otherwise the scene says whether it is worth asking. */
function mayBeGroup({ scene, chatType }: EnterOptions): boolean {
  const chat = Number(chatType);
  if (PERSONAL_CHATS.includes(chat)) return false;
  return GROUP_CHATS.includes(chat) || GROUP_SCENES.includes(scene);
}

/** What was opened later inside the app did not come out of the group, though the app once did. */
function isPageOnTop({ path, query }: EnterOptions): boolean {
  const pages = Taro.getCurrentPages();
  const page = pages[pages.length - 1];
  if (!page || withoutSlash(page.route ?? '') !== withoutSlash(path)) return false;
  const given: Record<string, unknown> = page.options ?? {};
  return Object.entries(query ?? {}).every(([name, value]) => plain(given[name]) === plain(value));
}

function withoutSlash(path: string): string {
  return path.replace(/^\//, '').replace(/\.html$/, '');
}

/** Depending on the place WeChat hands parameters over encoded or not. */
function plain(value: unknown): string {
  const text = String(value ?? '');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** WeChat has spelled its codes in three ways. */
function codeOf(failure: unknown): number {
  const { errCode, errno, err_code } = (failure ?? {}) as Record<string, unknown>;
  return Number(errCode ?? errno ?? err_code);
}
