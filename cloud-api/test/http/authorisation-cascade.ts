import { v7 as uuid7 } from 'uuid';
import type { World } from '../harness/world.js';
import {
  type ActorName,
  cascadeReaders,
  get,
  groupManagers,
  office,
  type RouteAccess,
  scoped,
  signedIn,
} from './authorisation-actors.js';
import type { Targets } from './authorisation-targets.js';

const without = (left: readonly ActorName[]): ActorName[] => signedIn.filter((name) => !left.includes(name));
/** Of the group of residents inside: they read it as 村民小组长 or by their post above it, and lead nothing there. */
const lookers: ActorName[] = ['townshipLeader', 'townshipChief', 'policeChief', 'groupLeader'];
const watchers: ActorName[] = ['police', 'auxiliaryPolice'];
const nobody = Object.fromEntries(signedIn.map((name) => [name, []])) as RouteAccess['reach'];
const inside = (who: readonly ActorName[]): RouteAccess['reach'] => ({
  ...nobody,
  ...Object.fromEntries(who.map((name) => [name, ['inside']])),
});

/** Groups, and who stands in for whom. The group of each place is the one of the residents of its 村民小组. */
export function cascadeAccess(targets: Targets, world: World): Record<string, RouteAccess> {
  const ofPlan = `planId=${world.plan.id}&regionId=`;
  const post =
    (path: string, body: unknown) =>
    async (client: Parameters<RouteAccess['call']>[0], where: Parameters<RouteAccess['call']>[1]) =>
      client.post(`/chat-groups/${await targets.chatGroup(where)}/${path}`, body);
  /** What those who lead the group do, at the one place where some only look: for them it is a 403, not a 404. */
  const ledInside = (leading: readonly ActorName[], looking: readonly ActorName[], call: RouteAccess['call']) => ({
    who: without(looking),
    call,
    at: ['inside'] as const,
    reach: inside(leading),
  });

  return {
    'GET /chat-groups': scoped(cascadeReaders, get(targets.village, `/chat-groups?${ofPlan}`)),
    'GET /chat-groups/mine': { who: signedIn, call: (client) => client.get('/chat-groups/mine') },
    'GET /chat-groups/join-rates': scoped(cascadeReaders, get(targets.village, `/chat-groups/join-rates?${ofPlan}`)),
    'GET /chat-groups/{id}': {
      ...scoped(signedIn, async (client, where) => client.get(`/chat-groups/${await targets.chatGroup(where)}`)),
      reach: { gridChief: [], gridWorker: [], groupLeader: ['inside'] },
    },
    'POST /chat-groups': scoped(groupManagers, (client, where) =>
      client.post('/chat-groups', {
        id: uuid7(),
        planId: world.plan.id,
        kindKey: 'residents',
        regionId: targets.village(where),
        name: `楼栋群${targets.next()}`,
      }),
    ),
    'PATCH /chat-groups/{id}': scoped(groupManagers, async (client, where) =>
      client.patch(`/chat-groups/${await targets.chatGroup(where)}`, { baseVersion: 999, name: '改名' }),
    ),
    'POST /chat-groups/{id}/people': scoped(
      groupManagers,
      post('people', { personId: uuid7(), part: 'member', present: false }),
    ),
    'POST /chat-groups/{id}/unbinding': scoped(groupManagers, post('unbinding', { reason: '重建' })),
    'POST /chat-groups/{id}/size': ledInside(
      [...office, 'villageHead', ...watchers],
      lookers,
      post('size', { size: 9 }),
    ),
    'POST /chat-groups/{id}/cards': ledInside(
      ['villageHead', ...watchers],
      [...office, ...lookers],
      post('cards', { loginCode: 'x', encryptedData: 'x', iv: 'x' }),
    ),
    'GET /chat-groups/{id}/joins': ledInside([...office, 'villageHead', ...watchers], lookers, async (client, where) =>
      client.get(`/chat-groups/${await targets.chatGroup(where)}/joins`),
    ),
    'POST /chat-groups/{id}/joins': ledInside(
      [...office, 'villageHead'],
      [...lookers, ...watchers],
      post('joins', { joined: [], left: [] }),
    ),

    'GET /absences': { who: signedIn, call: (client) => client.get('/absences') },
    'POST /absences': {
      who: signedIn,
      call: (client) => client.post('/absences', { id: uuid7(), deputyId: uuid7(), startsAt: 0 }),
    },
    'DELETE /absences/{id}': {
      ...scoped(signedIn, async (client, where) => client.delete(`/absences/${await targets.absence(where)}`)),
      reach: { ...nobody, countyOffice: ['inside', 'near'], townshipOffice: ['inside', 'near'] },
    },
  };
}
