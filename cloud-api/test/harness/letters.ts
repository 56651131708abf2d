import { v7 as uuid7 } from 'uuid';
import type { TestPerson } from './app.js';
import type { Json } from './client.js';
import type { TestPhone } from './commands.js';
import { drawnInk } from './signing.js';

/** A 责任书 read and signed by its recipient on their own phone; the result of the push. */
export async function signLetter(
  phone: TestPhone,
  { name }: TestPerson,
  { id: letterId, versionId }: { id: string; versionId: string },
): Promise<Json> {
  const [result] = await phone.push(await letterSitting(phone, name, { letterId, versionId }));
  return result;
}

export async function letterSitting(phone: TestPhone, name: string, paper: { letterId: string; versionId: string }) {
  const now = phone.now();
  return phone.command('papers.sign_own', {
    papers: [{ id: uuid7(), ...paper, openedAt: now - 30_000, dwellMs: 20_000, reachedEnd: true, playedMs: 0 }],
    signer: { name, relation: 'other', capacity: 'self' },
    mark: 'drawn',
    ink: await drawnInk(),
    signedAt: now,
  });
}
