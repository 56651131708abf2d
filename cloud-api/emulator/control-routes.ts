import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClientFailure } from './client-failure.js';
import { type Action, type ControlBody, text, texts } from './control-input.js';
import { messageActions } from './control-messages.js';
import { pushActions } from './control-pushes.js';
import type { Controls } from './controls.js';
import type { Fault, FaultRate } from './faults.js';
import { readJson } from './http.js';

/**
 * The phone's side of the emulator over HTTP, for harnesses in other processes. Reads no untrusted input. Mistakes are answered
 * with 400 and `{error}`; what an interface of `wx` tells its `fail` with 400 and `{error, errCode}`.
 */
export function createControlRoutes(controls: Controls) {
  const actions: Record<string, Action> = {
    ...userActions(controls),
    ...weatherActions(controls),
    ...messageActions(controls),
    ...pushActions(controls),
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
      reply(200, await action({ ...Object.fromEntries(url.searchParams), ...body }));
    } catch (error) {
      reply(400, failureOf(error));
    }
  };
}

function failureOf(error: unknown): object {
  if (error instanceof ClientFailure) return { error: error.message, errCode: error.errCode };
  return { error: error instanceof Error ? error.message : String(error) };
}

function userActions(controls: Controls): Record<string, Action> {
  const known = (body: ControlBody) => {
    const user = controls.findUser(String(body.handle));
    if (!user) throw new Error(`no user ${String(body.handle)}`);
    return user;
  };
  return {
    'POST /__control/users': ({ handle, ...profile }) => {
      const { openid } = controls.user(text({ handle }, 'handle'), profile);
      return { handle, openid };
    },
    'POST /__control/login-code': (body) => ({ code: known(body).login() }),
    'POST /__control/phone-code': (body) => ({ code: known(body).phoneCode() }),
    'POST /__control/session-key': (body) => {
      controls.rotateSessionKey(text(body, 'user'));
      return {};
    },
  };
}

/** What happens to WeChat itself. */
function weatherActions(controls: Controls): Record<string, Action> {
  return {
    'POST /__control/faults': ({ path, fault, times }) => {
      controls.fail(path as string, fault as Fault, times as number | undefined);
      return {};
    },
    'POST /__control/fault-rate': ({ path, every, faults }) => {
      const rate = every ? ({ every, ...(faults ? { faults } : {}) } as FaultRate) : null;
      controls.failAtRate(path as string, rate);
      return {};
    },
    'POST /__control/pages': (body) => {
      controls.publish(texts(body, 'pages'));
      return {};
    },
    'POST /__control/open': ({ openlink }) => {
      const opened = controls.open(String(openlink));
      if (!opened) throw new Error('the link leads nowhere');
      return opened;
    },
    'GET /__control/journal': ({ path }) => ({ entries: controls.journal.entries(path as string | undefined) }),
    'DELETE /__control/journal': () => {
      controls.journal.clear();
      return {};
    },
  };
}
