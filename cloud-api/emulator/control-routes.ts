import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Controls } from './controls.js';
import type { Fault } from './faults.js';
import { readJson } from './http.js';

type Action = (body: Record<string, unknown>) => object;

/** The phone's side of the emulator over HTTP, for harnesses in other processes. Reads no untrusted input. */
export function createControlRoutes(controls: Controls) {
  const known = (body: Record<string, unknown>) => {
    const user = controls.findUser(String(body.handle));
    if (!user) throw new Error(`no user ${String(body.handle)}`);
    return user;
  };

  const actions: Record<string, Action> = {
    'POST /__control/users': ({ handle, ...profile }) => {
      if (typeof handle !== 'string' || !handle) throw new Error('handle is missing');
      const { openid } = controls.user(handle, profile);
      return { handle, openid };
    },
    'POST /__control/login-code': (body) => ({ code: known(body).login() }),
    'POST /__control/phone-code': (body) => ({ code: known(body).phoneCode() }),
    'POST /__control/faults': ({ path, fault, times }) => {
      controls.fail(path as string, fault as Fault, times as number | undefined);
      return {};
    },
    'POST /__control/pages': ({ pages }) => {
      if (!Array.isArray(pages)) throw new Error('pages is no list');
      controls.publish(pages.map(String));
      return {};
    },
    'POST /__control/open': ({ openlink }) => {
      const opened = controls.open(String(openlink));
      if (!opened) throw new Error('the link leads nowhere');
      return opened;
    },
    'GET /__control/journal': () => ({ entries: controls.journal.entries() }),
    'DELETE /__control/journal': () => {
      controls.journal.clear();
      return {};
    },
  };

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const action = actions[`${request.method} ${url.pathname}`];
    const reply = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const body = await readJson(request);
    if (!action) return reply(404, { error: 'no such control' });
    if (!body) return reply(400, { error: 'not a JSON object' });
    try {
      reply(200, action(body));
    } catch (error) {
      reply(400, { error: error instanceof Error ? error.message : String(error) });
    }
  };
}
