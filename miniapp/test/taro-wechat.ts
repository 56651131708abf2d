/** What of WeChat around chats and messages a unit test can set; part of the Taro in memory. */
interface EnterOptions {
  path: string;
  query: Record<string, string>;
  scene: number;
  shareTicket?: string;
  chatType?: number;
}
interface Card {
  title?: string;
  path?: string;
  imageUrl?: string;
}
type Answer<T> = () => T;

const started: EnterOptions = { path: 'pages/home/index', query: {}, scene: 1001 };
const refuse = (errMsg: string, errCode?: number) => (): never => {
  throw { errMsg, errCode };
};

let entered: EnterOptions = started;
let known = true;
let login: Answer<{ code: string }> = () => ({ code: 'code' });
let groupInfo: Answer<{ encryptedData: string; iv: string }> = refuse('getGroupEnterInfo:fail invalid scene', 40097);
let subscribe: (ids: string[]) => Record<string, string> = () => ({});
let share: (() => Card) | undefined;
const shown = new Set<() => void>();

/** What tests hold on to; not part of Taro. */
export const fakeWechat = {
  /** The calls that came, in their order. */
  calls: [] as string[],
  reset() {
    this.calls.length = 0;
    entered = started;
    known = true;
    login = () => ({ code: 'code' });
    groupInfo = refuse('getGroupEnterInfo:fail invalid scene', 40097);
    subscribe = () => ({});
    share = undefined;
    shown.clear();
  },
  enter(options: EnterOptions) {
    entered = options;
  },
  /** An old WeChat lacks the newer calls. */
  becomeOld() {
    known = false;
  },
  answerLogin(answer: typeof login) {
    login = answer;
  },
  answerGroupInfo(answer: typeof groupInfo) {
    groupInfo = answer;
  },
  answerSubscribe(answer: typeof subscribe) {
    subscribe = answer;
  },
  refuse,
  /** The person chooses to pass the page on. */
  share: () => share?.(),
  /** The page comes on top. */
  showPage: () => shown.forEach((tell) => tell()),
};

function noted<T>(name: string, answer: () => T): Promise<T> {
  fakeWechat.calls.push(name);
  return new Promise((resolve) => resolve(answer()));
}

export const wechat = {
  canIUse: () => known,
  getEnterOptionsSync: () => entered,
  login: () => noted('login', () => login()),
  getGroupEnterInfo: () => noted('getGroupEnterInfo', () => groupInfo()),
  requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) =>
    noted(`requestSubscribeMessage ${tmplIds.join(' ')}`, () => subscribe(tmplIds)),
  showShareMenu: ({ withShareTicket }: { withShareTicket?: boolean }) =>
    noted(`showShareMenu ${withShareTicket ? 'with' : 'without'} ticket`, () => ({})),
};

export function useShareAppMessage(card: () => Card): void {
  share = card;
}

export function useDidShow(tell: () => void): void {
  shown.add(tell);
}
