import type { Native } from '../native.js';

const bytesPerKey = 1024 * 1024;
const bytesInAll = 10 * bytesPerKey;

const sizeOf = (entry: string): number => Buffer.byteLength(entry);

/** `wx.setStorage` and its family, with WeChat's limits: 1 MB a key, 10 MB in all. */
export function storageApi(native: Native) {
  const { realm } = native;
  const stored = () => native.phone.storage;

  const usedBytes = () => [...stored()].reduce((sum, [key, entry]) => sum + key.length + sizeOf(entry), 0);

  function write(key: string, data: unknown): void {
    const entry = JSON.stringify(data ?? '');
    if (sizeOf(entry) > bytesPerKey) throw new Error('entry size limit reached');
    const replaced = sizeOf(stored().get(key) ?? '');
    if (usedBytes() - replaced + sizeOf(entry) > bytesInAll) throw new Error('exceed storage max size');
    stored().set(key, entry);
  }

  const read = (key: string): unknown => {
    const entry = stored().get(key);
    return entry === undefined ? '' : realm.parse(entry);
  };

  const info = () => ({
    keys: [...stored().keys()],
    currentSize: Math.ceil(usedBytes() / 1024),
    limitSize: bytesInAll / 1024,
  });

  return {
    setStorageSync: native.synchronous('setStorageSync', write),
    getStorageSync: read,
    removeStorageSync: (key: string) => void stored().delete(key),
    clearStorageSync: () => stored().clear(),
    getStorageInfoSync: () => realm.bring(info()),
    setStorage: native.asynchronous('setStorage', ({ key, data }: { key: string; data: unknown }) => write(key, data)),
    getStorage: native.asynchronous('getStorage', ({ key }: { key: string }) => {
      if (!stored().has(key)) throw new Error('data not found');
      return { data: read(key) };
    }),
    removeStorage: native.asynchronous('removeStorage', ({ key }: { key: string }) => void stored().delete(key)),
    clearStorage: native.asynchronous('clearStorage', () => stored().clear()),
    getStorageInfo: native.asynchronous('getStorageInfo', info),
  };
}
