import { wechat } from './taro-wechat';

export { useDidShow, useShareAppMessage } from './taro-wechat';

export function useDidHide(): void {}
export function useReachBottom(): void {}
export function useRouter(): { params: Record<string, string> } {
  const top = openPages[openPages.length - 1] ?? '';
  return { params: Object.fromEntries(new URLSearchParams(top.split('?')[1])) };
}

/** Taro in memory for unit tests: storage with WeChat's limits, a network that a test answers for, and events. */
const VALUE_LIMIT = 1024 * 1024;
const TOTAL_LIMIT = 10 * VALUE_LIMIT;

interface RequestOptions {
  url: string;
  method?: string;
  data?: string;
  header?: Record<string, string>;
}
interface UploadOptions {
  url: string;
  filePath: string;
  name: string;
  formData: Record<string, string>;
  header: Record<string, string>;
}
type FileAnswer = { success: () => void; fail: (error: { errMsg: string }) => void };
interface Answer {
  statusCode: number;
  data: unknown;
}
type Server = (request: RequestOptions) => Promise<Answer> | Answer;
type NetworkListener = (status: { isConnected: boolean }) => void;

const storage = new Map<string, string>();
const files = new Map<string, string>();
const networkListeners = new Set<NetworkListener>();
const shownListeners = new Set<() => void>();
let server: Server = () => Promise.reject({ errMsg: 'request:fail' });
let connected = true;
let openPages: string[] = [];

/** What tests hold on to; not part of Taro. */
export const fakeTaro = {
  storage,
  files,
  reset() {
    storage.clear();
    files.clear();
    networkListeners.clear();
    shownListeners.clear();
    connected = true;
    openPages = [];
    server = () => Promise.reject({ errMsg: 'request:fail' });
  },
  /** The pages that lie open, the one on top last. */
  openPages: () => openPages,
  open(...routes: string[]) {
    openPages = routes;
  },
  serve(answer: Server) {
    server = answer;
  },
  setConnected(isConnected: boolean) {
    connected = isConnected;
    networkListeners.forEach((listener) => listener({ isConnected }));
  },
  show() {
    shownListeners.forEach((listener) => listener());
  },
};

const fileSystem = {
  access({ path, success, fail }: FileAnswer & { path: string }) {
    if (files.has(path)) success();
    else fail({ errMsg: 'access:fail no such file or directory' });
  },
  mkdir({ dirPath, success }: FileAnswer & { dirPath: string }) {
    files.set(dirPath, 'a folder');
    success();
  },
  copyFile({ srcPath, destPath, success, fail }: FileAnswer & { srcPath: string; destPath: string }) {
    const content = files.get(srcPath);
    const folder = destPath.slice(0, destPath.lastIndexOf('/'));
    if (content === undefined || !files.has(folder)) return fail({ errMsg: 'copyFile:fail no such file or directory' });
    if (content === 'too large')
      return fail({ errMsg: 'copyFile:fail the maximum size of the file storage limit is exceeded' });
    files.set(destPath, content);
    success();
  },
  unlink({ filePath, success }: FileAnswer & { filePath: string }) {
    files.delete(filePath);
    success();
  },
};

function usedBytes(): number {
  let total = 0;
  storage.forEach((value) => (total += Buffer.byteLength(value)));
  return total;
}

const Taro = {
  env: { USER_DATA_PATH: 'http://usr' },

  async getStorage({ key }: { key: string }) {
    const text = storage.get(key);
    if (text === undefined) throw { errMsg: 'getStorage:fail data not found' };
    return { data: JSON.parse(text) as unknown };
  },
  async setStorage({ key, data }: { key: string; data: unknown }) {
    const text = JSON.stringify(data);
    if (Buffer.byteLength(text) > VALUE_LIMIT) throw { errMsg: 'setStorage:fail entry size limit reached' };
    if (usedBytes() + Buffer.byteLength(text) > TOTAL_LIMIT) {
      throw { errMsg: 'setStorage:fail exceed storage max size 10Mb' };
    }
    storage.set(key, text);
  },
  async removeStorage({ key }: { key: string }) {
    storage.delete(key);
  },
  getStorageSync(key: string): unknown {
    const text = storage.get(key);
    return text === undefined ? '' : (JSON.parse(text) as unknown);
  },
  getStorageInfoSync() {
    return { keys: [...storage.keys()] };
  },

  request(options: RequestOptions) {
    let abort: () => void = () => undefined;
    const aborted = new Promise<never>((_, reject) => {
      abort = () => reject({ errMsg: 'request:fail abort' });
    });
    const answered = Promise.resolve().then(() =>
      connected ? server(options) : Promise.reject({ errMsg: 'request:fail' }),
    );
    return Object.assign(Promise.race([answered, aborted]), { abort });
  },

  async uploadFile({ url, filePath, name, formData, header }: UploadOptions) {
    if (!connected) throw { errMsg: 'uploadFile:fail' };
    const { statusCode, data } = await server({ url, header, data: JSON.stringify({ ...formData, [name]: filePath }) });
    return { statusCode, data: typeof data === 'string' ? data : JSON.stringify(data) };
  },
  async downloadFile({ url, header }: { url: string; header: Record<string, string> }) {
    if (!connected) throw { errMsg: 'downloadFile:fail timeout' };
    const { statusCode } = await server({ url, header });
    return { statusCode, tempFilePath: 'wxfile://downloaded.jpg' };
  },
  getFileSystemManager: () => fileSystem,

  async getNetworkType() {
    return { networkType: connected ? 'wifi' : 'none' };
  },
  onNetworkStatusChange(listener: NetworkListener) {
    networkListeners.add(listener);
  },
  onAppShow(listener: () => void) {
    shownListeners.add(listener);
  },

  ...wechat,

  getCurrentPages() {
    return openPages.map((url) => {
      const [route, search] = url.split('?');
      return { path: url, route, options: Object.fromEntries(new URLSearchParams(search)) };
    });
  },
  async reLaunch({ url }: { url: string }) {
    openPages = [url];
  },
};

export default Taro;
