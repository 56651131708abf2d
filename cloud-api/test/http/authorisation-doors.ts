import { v7 as uuid7 } from 'uuid';
import { deciders, get, type RouteAccess, scoped } from './authorisation-actors.js';
import type { Targets } from './authorisation-targets.js';

/** Doors that are one, or become two. */
export function doorHistoryAccess(targets: Targets): Record<string, RouteAccess> {
  return {
    'GET /duplicates': scoped(deciders, get(targets.grid, '/duplicates?regionId=')),
    'POST /duplicates/dismiss': scoped(deciders, (client, where) =>
      client.post('/duplicates/dismiss', { doorIds: [targets.door(where), targets.doorBeside(where)] }),
    ),
    'POST /doors/{id}/merge': scoped(deciders, (client, where) =>
      client.post(`/doors/${targets.door(where)}/merge`, {
        intoId: targets.doorBeside(where),
        baseVersion: 99,
        intoVersion: 99,
      }),
    ),
    'POST /doors/{id}/split': scoped(deciders, (client, where) =>
      client.post(`/doors/${targets.door(where)}/split`, {
        newDoorId: uuid7(),
        baseVersion: 99,
        residentIds: [uuid7()],
        name: '新户',
        address: '新址',
      }),
    ),
  };
}
