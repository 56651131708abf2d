import { v7 as uuid7 } from 'uuid';
import { sha256Hex } from '../../src/common/crypto/index.js';
import type { TestPerson } from '../harness/app.js';
import { TestPhone } from '../harness/commands.js';
import { currentVersions, sittingAt } from '../harness/signing.js';
import type { WorldDoor } from '../harness/world-doors.js';
import { type ActorName, get, groupDoors, type RouteAccess, scoped, signedIn, staff } from './authorisation-actors.js';
import type { Targets, Where } from './authorisation-targets.js';

/** Names at the door decide: who may not read them has no certificate, the signer's household has. */
const readers: Partial<Record<ActorName, readonly Where[]>> = {
  townshipLeader: [],
  townshipChief: [],
  groupLeader: [],
  resident: ['inside'],
};

/** A signed notice in each place, and its certificate; each is made once, when it is first asked for. */
export class SignedTargets {
  private readonly signatures = new Map<Where, Promise<string>>();
  private readonly certificates = new Map<Where, Promise<string>>();

  constructor(private readonly targets: Targets) {}

  signature = (where: Where): Promise<string> => once(this.signatures, where, () => this.sign(where));
  certificate = (where: Where): Promise<string> => once(this.certificates, where, () => this.certify(where));

  private async sign(where: Where): Promise<string> {
    const { world, test } = this.targets;
    const [person, door] = this.signing(where);
    const phone = new TestPhone(await test.as(person), test.clock);
    const versions = await currentVersions(await test.as(world.people.gridWorker));
    const now = phone.now();
    const read = { openedAt: now - 40_000, dwellMs: 18_000, reachedEnd: true, playedMs: 0 };
    const paper = { id: uuid7(), versionId: versions.get('notice.resident')!, ...read };
    const [outcome] = await phone.push(await sittingAt(phone, door, { papers: [paper] }));
    if (outcome.result !== 'stored') throw new Error(`the paper ${where} was ${JSON.stringify(outcome)}`);
    return paper.id;
  }

  private async certify(where: Where): Promise<string> {
    const { test } = this.targets;
    const client = await test.as(this.signing(where)[0]);
    const { body } = await client.post('/certificates', { id: uuid7(), signatureId: await this.signature(where) });
    await test.work();
    return body.id;
  }

  private signing(where: Where): [TestPerson, WorldDoor] {
    const { people, doors, elsewhere } = this.targets.world;
    if (where === 'near') return [people.police, doors.qian];
    return where === 'inside' ? [people.gridWorker, doors.wang] : [elsewhere.worker, elsewhere.door];
  }
}

function once(made: Map<Where, Promise<string>>, where: Where, make: () => Promise<string>): Promise<string> {
  const known = made.get(where) ?? (where === 'missing' ? Promise.resolve(uuid7()) : make());
  made.set(where, known);
  return known;
}

/** A code that leads everybody to a round of 责任书; who owes a letter in it is another question. */
async function roundScene({ test, world }: Targets): Promise<string> {
  const scene = uuid7().replaceAll('-', '');
  const now = test.clock.now();
  await test.database.transaction((transaction) =>
    transaction.insert('sign_codes', [
      {
        id: uuid7(),
        token_hash: sha256Hex(scene),
        token_cipher: 'never shown',
        letter_round_id: uuid7(),
        region_id: world.villageA.id,
        created_by: world.people.villageHead.id,
        created_at: now,
        expires_at: now + 3_600_000,
      },
    ]),
  );
  return scene;
}

/** Signed papers, their certificates, and what anybody may verify. */
export function certificateAccess(targets: Targets): Record<string, RouteAccess> {
  const signed = new SignedTargets(targets);
  const ofReaders = (call: RouteAccess['call']): RouteAccess => ({ ...scoped(signedIn, call), reach: readers });
  return {
    'GET /me/papers': { who: signedIn, call: (client) => client.get('/me/papers') },
    'POST /me/papers/open': {
      who: signedIn,
      call: async (client) => client.post('/me/papers/open', { scene: await roundScene(targets) }),
    },
    'GET /doors/{id}/signatures': { ...scoped(staff, get(targets.door, '/doors/', '/signatures')), ...groupDoors },
    'GET /signatures/{id}': ofReaders(async (client, where) =>
      client.get(`/signatures/${await signed.signature(where)}`),
    ),
    'GET /signatures/{id}/ink': ofReaders(async (client, where) =>
      client.get(`/signatures/${await signed.signature(where)}/ink`),
    ),
    'POST /signatures/{id}/withdrawal': ofReaders(async (client, where) =>
      client.post(`/signatures/${await signed.signature(where)}/withdrawal`, { reason: '试一试' }),
    ),
    'POST /certificates': ofReaders(async (client, where) =>
      client.post('/certificates', { id: uuid7(), signatureId: await signed.signature(where) }),
    ),
    'GET /certificates/{id}': ofReaders(async (client, where) =>
      client.get(`/certificates/${await signed.certificate(where)}`),
    ),
    'GET /certificates/{id}/file': ofReaders(async (client, where) =>
      client.get(`/certificates/${await signed.certificate(where)}/file`),
    ),
    'GET /verifications/{code}': { who: 'public', call: (client) => client.get(`/verifications/${'0'.repeat(26)}`) },
    'POST /verifications': {
      who: 'public',
      call: (client) => client.upload('/verifications', {}, Buffer.from('%PDF-1.7')),
    },
    'GET /seal-roots': { who: 'public', call: (client) => client.get('/seal-roots') },
  };
}
