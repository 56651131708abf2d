import { v7 as uuid7 } from 'uuid';
import { type RouteAccess, signedIn } from './authorisation-actors.js';

/** One's own inbox and consents: there is nobody else's to name. */
export function notificationAccess(): Record<string, RouteAccess> {
  return {
    'GET /me/notifications': { who: signedIn, call: (client) => client.get('/me/notifications') },
    'POST /me/notifications/read': {
      who: signedIn,
      call: (client) => client.post('/me/notifications/read', { ids: [uuid7()] }),
    },
    'GET /me/subscriptions': { who: signedIn, call: (client) => client.get('/me/subscriptions') },
    'POST /me/subscriptions': {
      who: signedIn,
      call: (client) => client.post('/me/subscriptions', { loginCode: 'x', answers: [] }),
    },
  };
}
