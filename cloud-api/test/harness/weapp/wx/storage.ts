import type { Native } from '../native.js';

const bytesPerKey = 1024 * 1024;
const bytesInAll = 10 * bytesPerKey;

const sizeOf = (entry: string): number => Buffer.byteLength(entry);

/** `wx.setStorage` and its family, with WeChat's limits: 1 MB a key, 10 MB in all. */
export function storageApi(native: Native) {
  const { storage } = native.phone;
  const { realm } = native;

  const usedBytes = () => [...storage].reduce((sum, [key, entry]) => sum + key.length + sizeOf(entry), 0);

  function write(key: string, data: unknown): void {
    const entry = JSON.stringify(data ?? '');
    if (sizeOf(entry) > bytesPerKey) throw new Error('entry size limit reached');
    const replaced = sizeOf(storage.get(key) ?? '');
    if (usedBytes() - replaced + sizeOf(entry) > bytesInAll) throw new Error('exceed storage max size');
    storage.set(key, entry);
  }

  const read = (key: string): unknown => {
    const entry = storage.get(key);
    return entry === undefined ? '' : realm.parse(entry);
  };

  const info = () => ({
    keys: [...storage.keys()],
    currentSize: Math.ceil(usedBytes() / 1024),
    limitSize: bytesInAll / 1024,
  });

  return {
    setStorageSync: native.synchronous('setStorageSync', write),
    getStorageSync: read,
    removeStorageSync: (key: string) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: () => realm.bring(info()),
    setStorage: native.asynchronous('setStorage', ({ key, data }: { key: string; data: unknown }) => write(key, data)),
    getStorage: native.asynchronous('getStorage', ({ key }: { key: string }) => {
      if (!storage.has(key)) throw new Error('data not found');
      return { data: read(key) };
    }),
    removeStorage: native.asynchronous('removeStorage', ({ key }: { key: string }) => void storage.delete(key)),
    clearStorage: native.asynchronous('clearStorage', () => storage.clear()),
    getStorageInfo: native.asynchronous('getStorageInfo', info),
  };
}
