import { randomUUID } from 'node:crypto';
import { NativeFailure, type Callbacks, type Native } from '../native.js';

interface RequestOptions {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  timeout?: number;
  dataType?: string;
  responseType?: 'text' | 'arraybuffer';
}

interface UploadOptions extends RequestOptions {
  filePath: string;
  name: string;
  formData?: Record<string, unknown>;
}

const defaultTimeoutMs = 60_000;
const timedOut = 5;
const interrupted = 600_003;

/** `wx.request`, upload and download over real HTTP: whatever host the build names, the API under test answers. */
export function networkApi(native: Native, apiOrigin: string) {
  async function send(options: RequestOptions, init: RequestInit, url: URL, aborted: AbortSignal) {
    const limit = AbortSignal.timeout(options.timeout ?? defaultTimeoutMs);
    try {
      return await native.phone.network.send(url, {
        ...init,
        headers: {
          referer: 'https://servicewechat.com/touristappid/devtools/page-frame.html',
          ...init.headers,
          ...options.header,
        },
        signal: AbortSignal.any([aborted, limit]),
      });
    } catch (error) {
      if (aborted.aborted) throw new NativeFailure('abort');
      if (limit.aborted) throw new NativeFailure('timeout', { errno: timedOut });
      throw new NativeFailure(error instanceof Error ? error.message : String(error), { errno: interrupted });
    }
  }

  function addressOf(url: string): URL {
    const { pathname, search } = new URL(url);
    return new URL(pathname + search, apiOrigin);
  }

  async function request(options: RequestOptions, aborted: AbortSignal) {
    const method = (options.method ?? 'GET').toUpperCase();
    const url = addressOf(options.url);
    const inQuery = method === 'GET' && typeof options.data === 'object';
    if (inQuery)
      for (const [key, value] of Object.entries(options.data ?? {})) url.searchParams.set(key, String(value));
    const body = method === 'GET' || options.data === undefined ? undefined : bodyOf(options.data);
    const headers = { 'content-type': 'application/json' };
    const { response, body: bytes } = await send(options, { method, headers, body }, url, aborted);
    return { ...describe(response), data: dataOf(bytes, options) };
  }

  async function upload(options: UploadOptions, aborted: AbortSignal) {
    const file = native.phone.files.get(options.filePath);
    if (!file) throw new NativeFailure('file not found');
    const form = new FormData();
    for (const [key, value] of Object.entries(options.formData ?? {})) form.set(key, String(value));
    form.set(
      options.name,
      new Blob([new Uint8Array(file)], { type: 'image/jpeg' }),
      options.filePath.split('/').at(-1),
    );
    const { response, body } = await send(options, { method: 'POST', body: form }, addressOf(options.url), aborted);
    return { ...describe(response), data: Buffer.from(body).toString('utf8') };
  }

  async function download(options: RequestOptions, aborted: AbortSignal) {
    const { response, body } = await send(options, {}, addressOf(options.url), aborted);
    const tempFilePath = `wxfile://tmp/${randomUUID()}`;
    native.phone.files.set(tempFilePath, body);
    return { ...describe(response), tempFilePath };
  }

  /** A network call is answered like any other, and hands back a task that can be aborted. */
  const task =
    <Options extends RequestOptions>(name: string, work: (options: Options, aborted: AbortSignal) => Promise<object>) =>
    (options: Options & Callbacks) => {
      const controller = new AbortController();
      const send = native.asynchronous<Options>(name, (given) => work(given, controller.signal));
      // Unlike the others it never answers with a promise, so somebody has to listen.
      send({ ...options, complete: options.complete ?? (() => undefined) });
      return {
        abort: () => controller.abort(),
        ...Object.fromEntries(taskListeners.map((listener) => [listener, () => undefined])),
      };
    };

  const stops = new Map<unknown, () => void>();
  return {
    request: task('request', request),
    uploadFile: task('uploadFile', upload),
    downloadFile: task('downloadFile', download),
    getNetworkType: native.asynchronous('getNetworkType', () => ({
      networkType: native.phone.network.connected ? 'wifi' : 'none',
    })),
    onNetworkStatusChange: (listener: (status: unknown) => void) => {
      const tell = (isConnected: boolean) =>
        native.process.later(() =>
          listener(native.realm.bring({ isConnected, networkType: isConnected ? 'wifi' : 'none' })),
        );
      stops.set(listener, native.phone.network.onChange(tell));
    },
    offNetworkStatusChange: (listener?: (status: unknown) => void) => {
      for (const [known, stop] of stops) {
        if (listener && known !== listener) continue;
        stop();
        stops.delete(known);
      }
    },
  };
}

const taskListeners = [
  'onHeadersReceived',
  'offHeadersReceived',
  'onProgressUpdate',
  'offProgressUpdate',
  'onChunkReceived',
  'offChunkReceived',
];

const describe = (response: Response) => ({
  statusCode: response.status,
  header: Object.fromEntries(response.headers),
  cookies: [],
});

/** Strings and bytes go as they are, everything else as JSON. */
function bodyOf(data: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof data === 'string') return data;
  return isArrayBuffer(data) ? new Uint8Array(data) : JSON.stringify(data);
}

function dataOf(bytes: Uint8Array, { responseType, dataType = 'json' }: RequestOptions): unknown {
  if (responseType === 'arraybuffer') return bytes;
  const text = Buffer.from(bytes).toString('utf8');
  if (dataType !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// A buffer of the script's realm is no instance of our ArrayBuffer.
const isArrayBuffer = (value: unknown): value is ArrayBuffer =>
  Object.prototype.toString.call(value) === '[object ArrayBuffer]';
