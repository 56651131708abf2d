import { randomUUID } from 'node:crypto';
import type { Native } from '../native.js';

export const userDataPath = 'wxfile://usr';
export const temporaryPath = 'wxfile://tmp';

const bytesInAll = 200 * 1024 * 1024;

type Arguments = Record<string, unknown>;

/** `wx.getFileSystemManager()`: flat files; only those below the user's folder outlive the process. */
export function filesApi(native: Native) {
  const stored = () => native.phone.files;

  function read(filePath: string): Uint8Array {
    const file = stored().get(filePath);
    if (!file) throw new Error(`no such file or directory, open ${filePath}`);
    return file;
  }

  function write(filePath: string, bytes: Uint8Array): void {
    if (!filePath.startsWith(`${userDataPath}/`)) throw new Error(`permission denied, open ${filePath}`);
    const used = [...stored()]
      .filter(([name]) => name.startsWith(userDataPath))
      .reduce((sum, [, file]) => sum + file.byteLength, 0);
    if (used + bytes.byteLength > bytesInAll) throw new Error('the maximum size of the file storage limit is exceeded');
    stored().set(filePath, bytes);
  }

  const namesIn = (folder: string) =>
    [...stored().keys()].filter((name) => name.startsWith(`${folder}/`)).map((name) => name.slice(folder.length + 1));

  /** A folder is there once something was put into it. */
  const sizeOf = (name: string) => (namesIn(name).length > 0 ? 0 : read(name).byteLength);

  /** Each operation with the order of its arguments in the `…Sync` form. */
  const operations: Record<string, [string[], (given: Arguments) => object]> = {
    access: [['path'], ({ path }) => (sizeOf(path as string), {})],
    readFile: [
      ['filePath', 'encoding'],
      ({ filePath, encoding }) => {
        const bytes = read(filePath as string);
        return { data: encoding ? Buffer.from(bytes).toString(encoding as BufferEncoding) : bytes };
      },
    ],
    writeFile: [
      ['filePath', 'data', 'encoding'],
      ({ filePath, data, encoding }) => {
        const bytes =
          typeof data === 'string'
            ? Buffer.from(data, (encoding as BufferEncoding | undefined) ?? 'utf8')
            : new Uint8Array(data as ArrayBuffer);
        write(filePath as string, Uint8Array.from(bytes));
        return {};
      },
    ],
    saveFile: [
      ['tempFilePath', 'filePath'],
      ({ tempFilePath, filePath }) => {
        const savedFilePath = (filePath as string | undefined) ?? `${userDataPath}/${randomUUID()}`;
        write(savedFilePath, read(tempFilePath as string));
        stored().delete(tempFilePath as string);
        return { savedFilePath };
      },
    ],
    copyFile: [
      ['srcPath', 'destPath'],
      ({ srcPath, destPath }) => (write(destPath as string, read(srcPath as string)), {}),
    ],
    unlink: [['filePath'], ({ filePath }) => (read(filePath as string), stored().delete(filePath as string), {})],
    getFileInfo: [['filePath'], ({ filePath }) => ({ size: read(filePath as string).byteLength })],
    stat: [['path'], ({ path }) => ({ stats: { size: sizeOf(path as string) } })],
    mkdir: [['dirPath', 'recursive'], () => ({})],
    readdir: [['dirPath'], ({ dirPath }) => ({ files: namesIn(dirPath as string) })],
  };

  /** The `…Sync` form takes its arguments in order and answers the one value. */
  const inOrder =
    (parameters: string[], work: (given: Arguments) => object) =>
    (...values: unknown[]): unknown => {
      const given = Object.fromEntries(parameters.map((parameter, index) => [parameter, values[index]]));
      return Object.values(native.realm.bring(work(given)))[0];
    };

  const manager = Object.fromEntries(
    Object.entries(operations).flatMap(([name, [parameters, work]]) => [
      [name, native.asynchronous(name, work)],
      [`${name}Sync`, native.synchronous(`${name}Sync`, inOrder(parameters, work))],
    ]),
  );

  return { env: { USER_DATA_PATH: userDataPath }, getFileSystemManager: () => manager };
}
