import { v7 as uuid7 } from 'uuid';
import { callers, get, type RouteAccess, scoped } from './authorisation-actors.js';
import type { Targets } from './authorisation-targets.js';

/** Codes at doors that lead people to their papers. */
export function signCodeAccess(targets: Targets): Record<string, RouteAccess> {
  return {
    'POST /sign-codes': scoped(callers, (client, where) =>
      client.post('/sign-codes', { id: uuid7(), doorId: targets.door(where), hours: 1 }),
    ),
    'GET /sign-codes': scoped(callers, get(targets.door, '/sign-codes?doorId=')),
    'GET /sign-codes/{id}/picture': scoped(callers, async (client, where) =>
      client.get(`/sign-codes/${await targets.signCode(where)}/picture`),
    ),
    'POST /sign-codes/{id}/link': scoped(callers, async (client, where) =>
      client.post(`/sign-codes/${await targets.signCode(where)}/link`),
    ),
    'DELETE /sign-codes/{id}': scoped(callers, async (client, where) =>
      client.delete(`/sign-codes/${await targets.signCode(where)}`),
    ),
  };
}
