import { DraftKeeper } from './draft-keeper';
import { taroKeyValue } from './key-value';
import type { PhotoStore } from './photo-store';
import { browserPhotoStore } from './photo-store.browser';
import { wechatClipStore, wechatPhotoStore } from './photo-store.wechat';
import { createRecords, type Records } from './records';

export { StorageFullError } from './key-value';
export type { PhotoStore } from './photo-store';
export type { Records } from './records';

const areas = new Map<string, Records>();

/** One `Records` per area, because the changes of an area must follow one another. */
function area(name: string): Records {
  const known = areas.get(name) ?? createRecords(taroKeyValue, name);
  areas.set(name, known);
  return known;
}

/** What belongs to the phone, whoever holds it. */
export const deviceRecords = area('device');

/** What a person made on this phone and the server may not have yet: kept across sign-out. */
export const personRecords = (personId: string): Records => area(`work/${personId}`);

const keepers = new Map<string, DraftKeeper>();

/** One for each text that a person is writing, because its writes must follow one another. */
export function draftKeeper(personId: string, name: string): DraftKeeper {
  const key = `${personId}/${name}`;
  const keeper = keepers.get(key) ?? new DraftKeeper(personRecords(personId), name);
  keepers.set(key, keeper);
  return keeper;
}

/** Copies of what the server has: dropped when the person signs out. */
export const personCache = (personId: string): Records => area(`cache/${personId}`);

/** The build keeps only the one for its platform. */
export const photoStore: PhotoStore = process.env.TARO_ENV === 'h5' ? browserPhotoStore : wechatPhotoStore;

/** Recordings of papers, to be heard without a network; ids end like file names. */
export const clipStore: PhotoStore = process.env.TARO_ENV === 'h5' ? browserPhotoStore : wechatClipStore;
