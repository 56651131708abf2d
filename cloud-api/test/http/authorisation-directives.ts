import { v7 as uuid7 } from 'uuid';
import { groupsOf, publishedDirective, type PublishedDirective } from '../harness/cascade.js';
import { mp3Clip } from '../harness/test-clip.js';
import {
  approvers,
  type ActorName,
  cascadeReaders,
  get,
  office,
  reach,
  type RouteAccess,
  scoped,
  signedIn,
} from './authorisation-actors.js';
import type { Targets, Where } from './authorisation-targets.js';

const content = { title: '谨防刷单返利', body: '凡是先垫钱的都是诈骗。' };
const targets = { chains: [], regionIds: [], audiences: [], deepestLevel: 3 };
const written = { kind: 'tip', severity: 'normal', content, targets };

/** Whom the hop of a village concerns: who reads cascades there, and the police who push it. */
const watchers: RouteAccess['reach'] = { gridChief: [], gridWorker: [], auxiliaryPolice: [] };
const pushers: RouteAccess['reach'] = { ...watchers, auxiliaryPolice: ['inside'] };

class DirectiveTargets {
  private readonly published = new Map<Where, Promise<PublishedDirective>>();

  constructor(private readonly targets: Targets) {}

  directive = async (where: Where): Promise<string> => (where === 'missing' ? uuid7() : (await this.sent(where)).id);

  /** The hop into the group of the village's people. */
  relay = async (where: Where): Promise<string> => {
    if (where === 'missing') return uuid7();
    const { relays } = await this.sent(where);
    return [...relays.values()][0]!;
  };

  /** One that nobody has published; made anew for each call. */
  draft = async (where: Where, state: 'draft' | 'awaiting' = 'draft'): Promise<string> => {
    const id = uuid7();
    if (where === 'missing') return id;
    const { world } = this.targets;
    await this.targets.insert('directives', {
      id,
      plan_id: this.planId(where),
      region_id: this.targets.village(where),
      state,
      revision: 1,
      draft: JSON.stringify({
        ...written,
        content: { ...content, fraudType: null, photoIds: [], clip: null },
        amendReason: null,
      }),
      content_check: JSON.stringify({ verdict: 'unavailable', label: null, checkedAt: 0, reason: 'check_unavailable' }),
      created_by: world.people.formerWorker.id,
      created_at: 0,
      ...(state === 'awaiting' && { requested_by: world.people.formerWorker.id, requested_at: 0 }),
    });
    return id;
  };

  planId(where: Where): string {
    return where === 'outside' ? this.targets.world.elsewhere.plan.id : this.targets.world.plan.id;
  }

  private sent(where: Where): Promise<PublishedDirective> {
    const known = this.published.get(where) ?? this.send(where);
    this.published.set(where, known);
    return known;
  }

  private async send(where: Where): Promise<PublishedDirective> {
    const { test, world } = this.targets;
    const regionId = this.targets.village(where);
    const groups = (await groupsOf(test, this.planId(where), { regionId })).slice(0, 1);
    return publishedDirective(test, { regionId, groups, by: world.people.formerWorker.id, severity: 'critical' });
  }
}

/** Directives, their hops, and what supervisors do. */
export function directiveAccess(all: Targets): Record<string, RouteAccess> {
  const made = new DirectiveTargets(all);
  const { directive, draft, relay } = made;
  const ofRelay = (access: RouteAccess['reach'], path: string, body?: () => object): RouteAccess => ({
    ...scoped(signedIn, async (client, where) => {
      const url = `/relays/${await relay(where)}${path}`;
      return body ? client.post(url, body()) : client.get(url);
    }),
    reach: access,
  });
  const change = (who: readonly ActorName[], path: string, body: object, state: 'draft' | 'awaiting' = 'draft') =>
    scoped(who, async (client, where) => client.post(`/directives/${await draft(where, state)}${path}`, body));
  const none = Object.fromEntries(Object.keys(reach).map((name) => [name, []]));
  return {
    'GET /directives': scoped(cascadeReaders, get(all.village, '/directives?regionId=')),
    'POST /directives': scoped(office, (client, where) =>
      client.post('/directives', {
        id: uuid7(),
        planId: made.planId(where),
        regionId: all.village(where),
        ...written,
      }),
    ),
    'POST /directives/reach': scoped(office, (client, where) =>
      client.post('/directives/reach', { planId: made.planId(where), regionId: all.village(where), targets }),
    ),
    'GET /directives/{id}': scoped(cascadeReaders, async (client, where) =>
      client.get(`/directives/${await directive(where)}`),
    ),
    'PUT /directives/{id}/draft': scoped(office, async (client, where) =>
      client.request('PUT', `/directives/${await draft(where)}/draft`, { ...written, baseRevision: 1 }),
    ),
    'DELETE /directives/{id}': scoped(office, async (client, where) =>
      client.delete(`/directives/${await draft(where)}`),
    ),
    'POST /directives/{id}/publish': change(office, '/publish', { baseRevision: 1 }),
    'POST /directives/{id}/approve': change(approvers, '/approve', { baseRevision: 1 }, 'awaiting'),
    'POST /directives/{id}/return': change(approvers, '/return', { baseRevision: 1, reason: '再核对' }, 'awaiting'),
    'POST /directives/{id}/amend': change(office, '/amend', { baseNumber: 1, content, reason: '更正' }),
    'POST /directives/{id}/recall': change(office, '/recall', { reason: '不实' }),
    'POST /directives/{id}/clip': scoped(office, async (client, where) =>
      client.upload(`/directives/${await draft(where)}/clip`, {}, mp3Clip()),
    ),
    'GET /directives/{id}/cascade': scoped(cascadeReaders, async (client, where) =>
      client.get(`/directives/${await directive(where)}/cascade`),
    ),
    'GET /directives/{id}/relays': scoped(cascadeReaders, async (client, where) =>
      client.get(`/directives/${await directive(where)}/relays`),
    ),
    'GET /me/relays': { who: signedIn, call: (client) => client.get('/me/relays') },
    'GET /supervision': {
      ...scoped(signedIn, get(all.village, '/supervision?regionId=')),
      reach: watchers,
    },
    'GET /relays/{id}': ofRelay(pushers, ''),
    'POST /relays/urges': {
      ...scoped(signedIn, async (client, where) => client.post('/relays/urges', { relayIds: [await relay(where)] })),
      reach: watchers,
    },
    'POST /relays/{id}/attestations': ofRelay(
      { ...none, townshipLeader: ['inside', 'near'], policeChief: ['inside', 'near'] },
      '/attestations',
      () => ({ seen: false }),
    ),
    'POST /relays/{id}/skip': ofRelay(watchers, '/skip', () => ({ reason: '开会' })),
    'POST /relays/{id}/calls': ofRelay(watchers, '/calls', () => ({ personId: all.world.people.police.id })),
    'POST /cards/{id}/openings': {
      who: 'public',
      call: (client) =>
        client.post(`/cards/${uuid7()}/openings`, { loginCode: 'x', encryptedData: 'eHg=', iv: 'eHg=' }),
    },
  };
}
