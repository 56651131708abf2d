import sharp from 'sharp';
import { v7 as uuid7 } from 'uuid';
import type { Json, TestClient } from './client.js';
import type { Command, TestPhone } from './commands.js';
import type { WorldDoor } from './world-doors.js';

/** Three strokes as a finger draws them, and their picture. */
export async function drawnInk(): Promise<{ strokes: string[]; image: string }> {
  const strokes = [
    '120,200,0,14,3,16,22,5,17,30,-2,16',
    '300,180,420,4,30,17,2,44,16,-3,20,16',
    '520,240,900,40,8,18,36,-6,16',
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="120">
    <path d="M20 40 h60 M80 30 v60 M130 60 h40" stroke="#111" stroke-width="4" fill="none"/></svg>`;
  const png = await sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
  return { strokes, image: png.toString('base64') };
}

/** The versions that hold in the village of the person's doors, by template. */
export async function currentVersions(client: TestClient): Promise<Map<string, string>> {
  const { body } = await client.get('/documents/current');
  return new Map(
    body.places.flatMap((place: Json) =>
      place.versions.map(({ templateKey, versionId }: Json) => [templateKey, versionId] as const),
    ),
  );
}

interface SittingOptions {
  templates?: readonly string[];
  signer?: object;
  papers?: object[];
  details?: object;
}

/** The household's 告知书 and 承诺书 signed on the worker's phone by the first resident of the door. */
export async function sittingAt(phone: TestPhone, door: WorldDoor, options: SittingOptions = {}) {
  const versions = await currentVersions(phone.client);
  const [resident] = door.residents;
  const now = phone.now();
  const paper = (templateKey: string) => ({
    id: uuid7(),
    versionId: versions.get(templateKey)!,
    openedAt: now - 40_000,
    dwellMs: 18_000,
    reachedEnd: true,
    playedMs: 0,
  });
  const payload = {
    doorId: door.id,
    method: 'witnessed',
    papers: options.papers ?? (options.templates ?? ['notice.resident', 'pledge.resident']).map(paper),
    signer: {
      residentId: resident!.id,
      name: resident!.name,
      relation: 'head',
      capacity: 'household',
      ...options.signer,
    },
    mark: 'drawn',
    ink: await drawnInk(),
    signedAt: now,
    ...options.details,
  };
  return phone.command('papers.sign', payload);
}

/** The ids of the papers of a sitting, which are those of its signatures. */
export function signatureIds({ payload }: Command): string[] {
  return (payload as { papers: { id: string }[] }).papers.map(({ id }) => id);
}
