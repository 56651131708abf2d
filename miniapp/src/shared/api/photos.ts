import { downloadFile, uploadFile } from './files';

// A photo on a 2G network needs its time, but less than WeChat's limit of a minute.
const TIMEOUT = 50_000;

export async function uploadPhoto(id: string, filePath: string, token: string): Promise<void> {
  await uploadFile({ path: '/photos', filePath, fileName: `${id}.jpg`, fields: { id }, token, timeout: TIMEOUT });
}

/** A local path of a photo that the server keeps. */
export function downloadPhoto(id: string): Promise<string> {
  return downloadFile(`/photos/${encodeURIComponent(id)}`, TIMEOUT);
}
