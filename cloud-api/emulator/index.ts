import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { App } from './app.js';
import { createAccessToken } from './capabilities/access-token.js';
import { createCode } from './capabilities/code.js';
import { createContentCheck } from './capabilities/content-check.js';
import { createGroups } from './capabilities/groups.js';
import { createLogin } from './capabilities/login.js';
import { createPhone } from './capabilities/phone.js';
import { createScheme } from './capabilities/scheme.js';
import { createSubscribeMessages } from './capabilities/subscribe-messages.js';
import { systemClock, type Clock } from './clock.js';
import { createControlRoutes } from './control-routes.js';
import type { Controls, EmulatedUser } from './controls.js';
import { Faults } from './faults.js';
import { Journal } from './journal.js';
import { PublishedPages } from './published-pages.js';
import { Pushes } from './pushes.js';
import type { Route } from './route.js';
import { createWechatServer } from './server.js';
import { rotateSessionKey, Users, type User } from './users.js';

export { ClientFailure } from './client-failure.js';
export type { Clock } from './clock.js';
export type { EmulatedUser } from './controls.js';
export type { ContentFinding } from './capabilities/content-check.js';
export type { EmulatedGroup, EncryptedData, GroupEnterFault, GroupEntrance } from './capabilities/groups.js';
export type { OpenedPage } from './capabilities/scheme.js';
export type { MessageTemplate, ShownMessage, SubscribeOutcome } from './capabilities/subscribe-messages.js';
export type { Fault, FaultRate } from './faults.js';
export type { JournalEntry } from './journal.js';
export type { PushedEvent, PushForgery, PushTarget } from './push-message.js';
export type { PushEntry } from './pushes.js';
export type { UserProfile } from './users.js';

interface EmulatorOptions extends App {
  clock?: Clock;
  /** How many calls, and how many pushes, the journals keep at least. */
  journalSize?: number;
  /** How long WeChat waits for the app's server to answer a push. */
  pushPatienceMs?: number;
}

export interface WechatEmulator extends Controls {
  /** Listens on the loopback interface; resolves to the base URL. */
  listen(port?: number): Promise<string>;
  close(): Promise<void>;
}

export function createWechatEmulator({
  clock = systemClock,
  journalSize = 20_000,
  pushPatienceMs = 5_000,
  ...app
}: EmulatorOptions): WechatEmulator {
  const users = new Users(app.appId);
  const faults = new Faults();
  const journal = new Journal(journalSize);
  const pages = new PublishedPages();
  const pushes = new Pushes({ appId: app.appId, clock, patienceMs: pushPatienceMs, journalSize });
  const push: Pushes['tell'] = (event, forged) => pushes.tell(event, forged);

  const accessToken = createAccessToken({ app, clock });
  const login = createLogin({ app, clock });
  const phone = createPhone({ app, clock });
  const code = createCode({ clock, pages });
  const scheme = createScheme({ clock, pages });
  const groups = createGroups({ app, clock, users });
  const messages = createSubscribeMessages({ clock, pages, users, push });
  const contentCheck = createContentCheck({ app, clock, users, push });
  const capabilities = [accessToken, login, phone, code, scheme, messages, contentCheck];
  const routes: Route[] = capabilities.flatMap((capability) => capability.routes);

  const known = (path: string): void => {
    if (!routes.some((route) => route.path === path)) throw new Error(`no route ${path}`);
  };
  const withPhone = (user: User): EmulatedUser => ({
    handle: user.handle,
    openid: user.openid,
    login: () => login.issueCode(user),
    phoneCode: () => phone.issueCode(user),
  });

  const controls: Controls = {
    journal,
    user: (handleOrOpenid, profile) => withPhone(users.save(handleOrOpenid, profile)),
    findUser: (handleOrOpenid) => {
      const user = users.find(handleOrOpenid);
      return user && withPhone(user);
    },
    rotateSessionKey: (handleOrOpenid) => rotateSessionKey(users.save(handleOrOpenid)),
    group: groups.group,
    groupEnterInfo: groups.groupEnterInfo,
    template: messages.template,
    subscribe: messages.subscribe,
    refuse: messages.refuse,
    messages: messages.messages,
    grants: messages.grantsOf,
    allowMessagesPerDay: messages.allowPerDay,
    markContent: contentCheck.mark,
    pushTo: (target) => pushes.to(target),
    push,
    pushes,
    fail: (path, fault, times) => {
      known(path);
      faults.plan(path, fault, times);
    },
    failAtRate: (path, rate) => {
      known(path);
      faults.planRate(path, rate);
    },
    publish: (names) => pages.publish(names),
    open: scheme.open,
  };

  const server = createWechatServer({
    routes,
    verifyAccessToken: accessToken.verify,
    faults,
    journal,
    clock,
    control: createControlRoutes(controls),
  });

  return {
    ...controls,
    listen: async (port = 0) => {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    close: () =>
      new Promise((resolve, reject) => {
        pushes.close();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
