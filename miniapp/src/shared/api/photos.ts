import Taro from '@tarojs/taro';
import { currentToken } from './authentication';
import { readResponse } from './call';
import { NetworkError } from './errors';
import { addressOf, authorization, networkError } from './transport';

// A photo on a 2G network needs its time, but less than WeChat's limit of a minute.
const TIMEOUT = 50_000;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export async function uploadPhoto(id: string, filePath: string, token: string): Promise<void> {
  const { statusCode, data } = await Taro.uploadFile({
    url: addressOf('/photos'),
    filePath,
    name: 'file',
    fileName: `${id}.jpg`,
    formData: { id },
    header: authorization(token),
    timeout: TIMEOUT,
  }).catch((failure: unknown) => {
    throw networkError(failure);
  });
  readResponse({ status: statusCode, body: parse(data) }, token);
}

/** A local path of a photo that the server keeps. */
export async function downloadPhoto(id: string): Promise<string> {
  const { statusCode, tempFilePath } = await Taro.downloadFile({
    url: addressOf(`/photos/${encodeURIComponent(id)}`),
    header: authorization(currentToken()),
    timeout: TIMEOUT,
  }).catch((failure: unknown) => {
    throw networkError(failure);
  });
  if (statusCode !== 200) throw new NetworkError('unreadable');
  return tempFilePath;
}
