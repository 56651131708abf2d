import { downloadFile, type Schemas } from '@/shared/api';
import { clipStore } from '@/shared/storage';

type Clip = Schemas['DocumentClip'];

const TIMEOUT = 50_000;

/** Phones tell by the ending of a file's name how it sounds. */
function nameOf({ sha256, mediaType }: Clip): string {
  return `${sha256}.${mediaType === 'audio/mpeg' ? 'mp3' : 'm4a'}`;
}

/** The recording on this phone; fetched once. */
export async function clipPath(versionId: string, clip: Clip): Promise<string> {
  const name = nameOf(clip);
  const kept = await clipStore.path(name);
  if (kept) return kept;
  const query = `?dialect=${encodeURIComponent(clip.dialect)}`;
  const downloaded = await downloadFile(`/documents/versions/${encodeURIComponent(versionId)}/clip${query}`, TIMEOUT);
  // A phone without room plays it from where it was downloaded to.
  await clipStore.keep(name, downloaded).catch(() => undefined);
  return (await clipStore.path(name)) ?? downloaded;
}
