import type { Entrance } from '../entrance.js';
import { NativeFailure, type Callbacks, type Native } from '../native.js';

const invalidScene = 40097;
const requestListFailed = 10002;

/** What WeChat tells of the chat that the mini-program was opened in, and the messages it asks the person for. */
export function chatsApi(native: Native, entrance: () => Entrance) {
  let asking = false;

  async function getGroupEnterInfo() {
    const { group } = entrance();
    if (group === null) throw new NativeFailure('invalid scene', { errCode: invalidScene });
    if (!native.phone.network.connected) throw new NativeFailure('no network');
    const { groupEnterInfo } = native.phone.owner;
    if (!groupEnterInfo) throw new Error('this phone is in no group of an emulated WeChat');
    return groupEnterInfo(group);
  }

  async function subscribe(tmplIds: string[]) {
    if (!native.phone.network.connected) throw new NativeFailure('Request list fail', { errCode: requestListFailed });
    const { subscribe: answer } = native.phone.owner;
    if (!answer) throw new Error('this phone was given no answers to subscribe messages');
    return answer(tmplIds);
  }

  /** Only in the tap itself, and one question at a time. */
  function requestSubscribeMessage(options: { tmplIds: string[] } & Callbacks): unknown {
    const refused = native.process.tapping
      ? asking && 'last call has not ended'
      : 'can only be invoked by user TAP gesture.';
    if (!refused) asking = true;
    const ask = native.asynchronous('requestSubscribeMessage', async ({ tmplIds }: { tmplIds: string[] }) => {
      if (refused) throw new NativeFailure(refused);
      return subscribe(tmplIds).finally(() => (asking = false));
    });
    return ask(options);
  }

  return {
    getEnterOptionsSync: () => native.realm.bring(entrance().options),
    // WeChat gives no promise here: whoever passes no functions hears nothing.
    getGroupEnterInfo: (options: Callbacks = {}): void =>
      void native.asynchronous('getGroupEnterInfo', getGroupEnterInfo)({ complete: () => undefined, ...options }),
    requestSubscribeMessage,
  };
}
