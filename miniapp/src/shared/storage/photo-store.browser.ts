import { StorageFullError } from './key-value';
import type { PhotoStore } from './photo-store';

const DATABASE = 'wuzha-grid-photos';
const STORE = 'photos';

let database: Promise<IDBDatabase> | undefined;
/** Addresses of blobs in use; each is made once, since a browser keeps it until it is revoked. */
const addresses = new Map<string, string>();

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}

function open(): Promise<IDBDatabase> {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    answer(request).then(resolve, reject);
  });
  return database;
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(STORE, mode);
  const committed = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB aborted'));
  });
  const [result] = await Promise.all([answer(work(transaction.objectStore(STORE))), committed]);
  return result;
}

function forget(id: string): void {
  const address = addresses.get(id);
  if (address) URL.revokeObjectURL(address);
  addresses.delete(id);
}

export const browserPhotoStore: PhotoStore = {
  async keep(id, temporaryPath) {
    const photo = await (await fetch(temporaryPath)).blob();
    try {
      await inStore('readwrite', (store) => store.put(photo, id));
    } catch (error) {
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
      throw isFull ? new StorageFullError(error.message) : error;
    }
    forget(id);
  },

  async path(id) {
    const known = addresses.get(id);
    if (known) return known;
    const photo = await inStore<Blob | undefined>('readonly', (store) => store.get(id) as IDBRequest<Blob | undefined>);
    if (!photo) return undefined;
    const address = URL.createObjectURL(photo);
    addresses.set(id, address);
    return address;
  },

  async discard(id) {
    await inStore('readwrite', (store) => store.delete(id));
    forget(id);
  },
};
