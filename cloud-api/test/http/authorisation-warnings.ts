import { v7 as uuid7 } from 'uuid';
import { Cipher } from '../../src/common/crypto/index.js';
import { ClipStore } from '../../src/modules/documents/index.js';
import { groupsOf, publishedDirective } from '../harness/cascade.js';
import { mp3Clip } from '../harness/test-clip.js';
import {
  type ActorName,
  type Call,
  cascadeReaders,
  get,
  office,
  reach,
  type RouteAccess,
  scoped,
  signedIn,
} from './authorisation-actors.js';
import type { Targets, Where } from './authorisation-targets.js';

/** Whom an 预警 of the village reaches beside those who oversee it: its groups, whoever works there, and who lives there. */
const readers: RouteAccess['reach'] = { ...reach, groupLeader: ['inside'], resident: ['inside'] };

class WarningTargets {
  private readonly warnings = new Map<Where, Promise<string>>();

  constructor(private readonly targets: Targets) {}

  /** An 预警 with a voice and a picture, which came to the groups of the village. */
  warning = (where: Where): Promise<string> => {
    const known = this.warnings.get(where);
    if (known) return known;
    const made = where === 'missing' ? Promise.resolve(uuid7()) : this.publish(where);
    this.warnings.set(where, made);
    return made;
  };

  report = async (where: Where): Promise<string> => {
    const id = uuid7();
    if (where === 'missing') return id;
    const cipher = this.targets.test.app.get(Cipher);
    await this.targets.insert('scam_reports', {
      id,
      person_id: this.targets.world.people.formerWorker.id,
      region_id: this.targets.grid(where),
      fraud_type: 'other',
      story: cipher.encrypt('有人来电'),
      phone_cipher: cipher.encrypt('19900020088'),
      photo_ids: '[]',
      state: 'new',
      created_at: 0,
    });
    return id;
  };

  private async publish(where: Where): Promise<string> {
    const { test, world } = this.targets;
    const plan = where === 'outside' ? world.elsewhere.plan : world.plan;
    const regionId = this.targets.village(where);
    const below = { inside: world.groupA, near: world.groupB, outside: world.elsewhere.group, missing: null }[where]!;
    const groups = [
      ...(await groupsOf(test, plan.id, { regionId })),
      ...(await groupsOf(test, plan.id, { regionId: below.id })),
    ];
    const fileId = uuid7();
    await test.app.get(ClipStore).put(fileId, mp3Clip());
    const clip = { fileId, sha256: '', mediaType: 'audio/mpeg', bytes: mp3Clip().length };
    const content = { clip, photoIds: [this.targets.photo('inside')] };
    const { id } = await publishedDirective(test, { regionId, groups, by: world.people.formerWorker.id, content });
    return id;
  }
}

/** Warnings as people read them, and what they tell back. */
export function warningAccess(targets: Targets): Record<string, RouteAccess> {
  const { warning, report } = new WarningTargets(targets);
  const about =
    (path: string, body?: object): Call =>
    async (client, where) => {
      const url = `/me/warnings/${await warning(where)}${path}`;
      return body ? client.post(url, body) : client.get(url);
    };
  const read = (call: Call): RouteAccess => ({ ...scoped(signedIn, call), reach: readers });
  const ofReport = (who: readonly ActorName[], path: string, body?: object) =>
    scoped(who, async (client, where) => {
      const url = `/scam-reports/${await report(where)}${path}`;
      return body ? client.post(url, body) : client.get(url);
    });
  return {
    'GET /me/warnings': { who: signedIn, call: (client) => client.get('/me/warnings') },
    'GET /me/warnings/{id}': read(about('')),
    'GET /me/warnings/{id}/clip': read(about('/clip')),
    'GET /me/warnings/{id}/photos/{photoId}': read(async (client, where) =>
      client.get(`/me/warnings/${await warning(where)}/photos/${targets.photo('inside')}`),
    ),
    'POST /me/warnings/{id}/reading': read(about('/reading', {})),
    'GET /cards/{id}': { who: 'public', call: (client) => client.get(`/cards/${uuid7()}`) },
    'GET /warnings/{id}/clip': { who: 'public', call: (client) => client.get(`/warnings/${uuid7()}/clip`) },
    'GET /warnings/{id}/photos/{photoId}': {
      who: 'public',
      call: (client) => client.get(`/warnings/${uuid7()}/photos/${uuid7()}`),
    },
    'GET /me/scam-reports': { who: signedIn, call: (client) => client.get('/me/scam-reports') },
    'POST /me/scam-reports': {
      who: signedIn,
      call: (client) => client.post('/me/scam-reports', { id: uuid7(), fraudType: 'other', story: '有人来电' }),
    },
    'GET /scam-reports': scoped(cascadeReaders, get(targets.grid, '/scam-reports?regionId=')),
    'GET /scam-reports/{id}': ofReport(cascadeReaders, ''),
    'POST /scam-reports/{id}/handled': ofReport(office, '/handled', { note: '已转派出所' }),
    'POST /scam-reports/{id}/phone': ofReport(office, '/phone', {}),
  };
}
