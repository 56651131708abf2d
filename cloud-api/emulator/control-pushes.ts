import { type Action, oneOf, optionalText, text } from './control-input.js';
import type { Controls } from './controls.js';
import { pushForgeries } from './push-message.js';

/** What WeChat tells the app's server, and the ways in which it goes wrong. */
export function pushActions(controls: Controls): Record<string, Action> {
  const { pushes } = controls;
  return {
    'POST /__control/push-target': (body) => {
      const url = optionalText(body, 'url');
      const encodingAesKey = optionalText(body, 'aesKey');
      controls.pushTo(url === null ? null : { url, token: text(body, 'token'), encodingAesKey });
      return {};
    },
    'POST /__control/push-verify': async () => ({ verified: await pushes.verify() }),
    'POST /__control/push': (body) => {
      const event = { event: text(body, 'event'), openid: text(body, 'openid') };
      const content = (body.content ?? {}) as Record<string, unknown>;
      controls.push({ ...event, content }, oneOf(pushForgeries, body, 'forged'));
      return {};
    },
    'POST /__control/push-hold': () => {
      pushes.hold();
      return {};
    },
    'POST /__control/push-release': ({ reversed, times }) => {
      pushes.release({ reversed: reversed === true, times: times === undefined ? 1 : Number(times) });
      return {};
    },
    'POST /__control/push-repeat': () => {
      pushes.repeatLast();
      return {};
    },
    /** Answers when nothing is on its way any more. */
    'GET /__control/pushes': async () => {
      await pushes.settled();
      return { entries: pushes.entries() };
    },
    'DELETE /__control/pushes': () => {
      pushes.clear();
      return {};
    },
  };
}
