import { downloadFile, type Schemas } from '@/shared/api';
import { clipStore, deviceRecords } from '@/shared/storage';
import type { Version } from './papers.rules';

type Clip = Schemas['DocumentClip'];

const TIMEOUT = 50_000;
/** One record for each recording on the phone, written before its file: no recording is forgotten. */
const RECORDS = 'clips/';

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
  await keep(name, downloaded).catch(() => undefined);
  return (await clipStore.path(name)) ?? downloaded;
}

async function keep(name: string, downloaded: string): Promise<void> {
  await deviceRecords.write(RECORDS + name, true);
  await clipStore.keep(name, downloaded);
}

/** Deletes the recordings of texts that the phone has no longer. */
export async function dropOldClips(versions: readonly Version[]): Promise<void> {
  const current = new Set(versions.flatMap(({ clips }) => clips.map((clip) => RECORDS + nameOf(clip))));
  for (const record of await deviceRecords.names(RECORDS)) {
    if (current.has(record)) continue;
    await clipStore.discard(record.slice(RECORDS.length));
    await deviceRecords.remove(record);
  }
}
