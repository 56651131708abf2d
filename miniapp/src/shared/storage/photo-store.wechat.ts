import Taro from '@tarojs/taro';
import { StorageFullError } from './key-value';
import type { PhotoStore } from './photo-store';

const files = () => Taro.getFileSystemManager();

type Callbacks = { success: () => void; fail: (error: { errMsg: string }) => void };

function done(start: (callbacks: Callbacks) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start({ success: () => resolve(), fail: ({ errMsg }) => reject(new Error(errMsg)) });
  });
}

function exists(path: string): Promise<boolean> {
  return done((callbacks) => files().access({ path, ...callbacks })).then(
    () => true,
    () => false,
  );
}

/** Files in a folder of their own; the ending tells the phone what they are. */
function wechatStore(name: string, ending: string): PhotoStore {
  const folder = () => `${Taro.env.USER_DATA_PATH}/${name}`;
  const pathOf = (id: string) => `${folder()}/${id}${ending}`;
  return {
    async keep(id, temporaryPath) {
      if (!(await exists(folder()))) {
        await done((callbacks) => files().mkdir({ dirPath: folder(), recursive: true, ...callbacks }));
      }
      try {
        await done((callbacks) => files().copyFile({ srcPath: temporaryPath, destPath: pathOf(id), ...callbacks }));
      } catch (error) {
        const message = error instanceof Error ? error.message : '';
        throw /limit|exceed/i.test(message) ? new StorageFullError(message) : error;
      }
    },

    async path(id) {
      return (await exists(pathOf(id))) ? pathOf(id) : undefined;
    },

    async discard(id) {
      if (await exists(pathOf(id))) {
        await done((callbacks) => files().unlink({ filePath: pathOf(id), ...callbacks }));
      }
    },
  };
}

export const wechatPhotoStore = wechatStore('photos', '.jpg');

/** Recordings; their ids carry the ending. */
export const wechatClipStore = wechatStore('clips', '');
