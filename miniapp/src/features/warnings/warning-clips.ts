import { downloadFile } from '@/shared/api';
import { clipStore, deviceRecords } from '@/shared/storage';
import { mediaPath, type Warning } from './warning.rules';

const TIMEOUT = 50_000;
const RECORD = 'warning-clips';
/** A recording has 3 MB at most. */
const MOST_KEPT = 10;

interface Kept {
  versionId: string;
  /** Of its file: phones tell by the ending how it sounds. */
  name: string;
}

/** The recording of a warning on this phone; fetched once, the last ten are kept. */
export async function warningClip(warning: Pick<Warning, 'kind' | 'directiveId' | 'versionId'>): Promise<string> {
  const { versionId } = warning;
  const known = (await all()).find((clip) => clip.versionId === versionId);
  const path = known && (await clipStore.path(known.name));
  if (path) return path;
  const downloaded = await downloadFile(`${mediaPath(warning)}/clip`, TIMEOUT);
  const name = `warning-${versionId}.${endingOf(downloaded)}`;
  // A phone without room plays it from where it was downloaded to.
  await keep({ versionId, name }, downloaded).catch(() => undefined);
  return (await clipStore.path(name)) ?? downloaded;
}

function endingOf(path: string): string {
  return /\.(m4a|mp4|aac)$/i.test(path) ? 'm4a' : 'mp3';
}

async function all(): Promise<Kept[]> {
  return (await deviceRecords.read<Kept[]>(RECORD)) ?? [];
}

/** The record is written before the file: no recording is forgotten. */
async function keep(clip: Kept, downloaded: string): Promise<void> {
  const others = (await all()).filter(({ versionId }) => versionId !== clip.versionId);
  await deviceRecords.write(RECORD, [clip, ...others]);
  await clipStore.keep(clip.name, downloaded);
  const tooMany = others.slice(MOST_KEPT - 1);
  for (const { name } of tooMany) await clipStore.discard(name);
  if (tooMany.length > 0) await deviceRecords.write(RECORD, [clip, ...others.slice(0, MOST_KEPT - 1)]);
}
