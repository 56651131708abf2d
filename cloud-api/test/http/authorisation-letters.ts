import { v7 as uuid7 } from 'uuid';
import { deciders, get, planners, type RouteAccess, scoped, signedIn } from './authorisation-actors.js';
import type { Targets } from './authorisation-targets.js';

/** 责任书 down a chain. */
export function letterAccess(targets: Targets): Record<string, RouteAccess> {
  return {
    'GET /me/letters': { who: signedIn, call: (client) => client.get('/me/letters') },
    'GET /letter-rounds': scoped(planners, get(targets.grid, '/letter-rounds?regionId=')),
    'POST /letter-rounds': scoped(deciders, (client, where) =>
      client.post('/letter-rounds', {
        id: uuid7(),
        planId: uuid7(),
        chainKey: 'village',
        regionId: targets.village(where),
        dueOn: '2026-12-31',
      }),
    ),
    'GET /letter-rounds/{id}': scoped(planners, async (client, where) =>
      client.get(`/letter-rounds/${await targets.letterRound(where)}`),
    ),
    'POST /letter-rounds/{id}/recipients': scoped(deciders, async (client, where) =>
      client.post(`/letter-rounds/${await targets.letterRound(where)}/recipients`, {
        lines: [{ level: 1, name: '新来', position: '村干部' }],
      }),
    ),
    'POST /letter-rounds/{id}/families': scoped(deciders, async (client, where) =>
      client.post(`/letter-rounds/${await targets.letterRound(where)}/families`, { classId: uuid7() }),
    ),
    'POST /letter-rounds/{id}/code': scoped(deciders, async (client, where) =>
      client.post(`/letter-rounds/${await targets.letterRound(where)}/code`, { id: uuid7(), hours: 1 }),
    ),
    'POST /letter-rounds/{id}/close': scoped(deciders, async (client, where) =>
      client.post(`/letter-rounds/${await targets.letterRound(where)}/close`),
    ),
    'DELETE /letters/{id}': scoped(deciders, async (client, where) =>
      client.delete(`/letters/${await targets.letter(where)}`),
    ),
  };
}
