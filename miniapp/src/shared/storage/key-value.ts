import Taro from '@tarojs/taro';

/** A flat store of strings: each `set` is atomic, a value is at most about 1 MB, all of them about 10 MB on WeChat. */
export interface KeyValue {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<string[]>;
}

export class StorageFullError extends Error {
  override name = 'StorageFullError';
}

const FULL = /quota|exceed|max size|size limit/i;

function messageOf(error: unknown): string {
  const { errMsg, message, name } = (error ?? {}) as { errMsg?: string; message?: string; name?: string };
  return [name, errMsg, message].filter(Boolean).join(' ');
}

export const taroKeyValue: KeyValue = {
  async get(key) {
    try {
      const { data } = await Taro.getStorage<unknown>({ key });
      return typeof data === 'string' ? data : undefined;
    } catch {
      // Both platforms reject for a key that is not there, and give no other reason.
      return undefined;
    }
  },

  async set(key, value) {
    try {
      await Taro.setStorage({ key, data: value });
    } catch (error) {
      const message = messageOf(error);
      throw FULL.test(message) ? new StorageFullError(message) : new Error(message);
    }
  },

  async remove(key) {
    await Taro.removeStorage({ key });
  },

  async keys() {
    return Taro.getStorageInfoSync().keys;
  },
};
