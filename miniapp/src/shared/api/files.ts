import Taro from '@tarojs/taro';
import { currentToken } from './authentication';
import { readResponse } from './call';
import { ApiError, NetworkError } from './errors';
import type { ErrorCode } from './schema';
import { addressOf, authorization, networkError } from './transport';

interface Upload {
  path: string;
  filePath: string;
  fileName: string;
  fields: Record<string, string>;
  token?: string;
  /** In ms. */
  timeout: number;
  /** In percent of what is to be sent. */
  onProgress?(percent: number): void;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Sends a file with some fields; the answer is what the server made of it. */
export async function uploadFile(upload: Upload): Promise<unknown> {
  const { path, filePath, fileName, fields, timeout, onProgress } = upload;
  const token = upload.token ?? currentToken();
  const task = Taro.uploadFile({
    url: addressOf(path),
    filePath,
    name: 'file',
    fileName,
    formData: fields,
    header: authorization(token),
    timeout,
  });
  if (onProgress) task.progress?.(({ progress }) => onProgress(progress));
  const { statusCode, data } = await task.catch((failure: unknown) => {
    throw networkError(failure);
  });
  return readResponse({ status: statusCode, body: parse(data) }, token);
}

// What came instead of the file cannot be read on either platform; its status tells enough.
const CODES: Record<number, ErrorCode> = {
  401: 'session_expired',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  429: 'too_many_requests',
};

/** A local path of a file that the server keeps. */
export async function downloadFile(path: string, timeout: number): Promise<string> {
  const { statusCode, tempFilePath } = await Taro.downloadFile({
    url: addressOf(path),
    header: authorization(currentToken()),
    timeout,
  }).catch((failure: unknown) => {
    throw networkError(failure);
  });
  if (statusCode === 200) return tempFilePath;
  const code = CODES[statusCode];
  if (!code) throw new NetworkError('unreadable');
  throw new ApiError(statusCode, { type: 'about:blank', title: '', status: statusCode, code, traceId: '' });
}
