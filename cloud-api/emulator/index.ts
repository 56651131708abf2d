import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { App } from './app.js';
import { createAccessToken } from './capabilities/access-token.js';
import { createCode } from './capabilities/code.js';
import { createLogin } from './capabilities/login.js';
import { createPhone } from './capabilities/phone.js';
import { createScheme } from './capabilities/scheme.js';
import { systemClock, type Clock } from './clock.js';
import { createControlRoutes } from './control-routes.js';
import type { Controls, EmulatedUser } from './controls.js';
import { Faults } from './faults.js';
import { Journal } from './journal.js';
import { PublishedPages } from './published-pages.js';
import type { Route } from './route.js';
import { createWechatServer } from './server.js';
import { Users, type User } from './users.js';

export type { Clock } from './clock.js';
export type { EmulatedUser } from './controls.js';
export type { OpenedPage } from './capabilities/scheme.js';
export type { Fault } from './faults.js';
export type { JournalEntry } from './journal.js';
export type { UserProfile } from './users.js';

export interface WechatEmulator extends Controls {
  /** Listens on the loopback interface; resolves to the base URL. */
  listen(port?: number): Promise<string>;
  close(): Promise<void>;
}

export function createWechatEmulator({ clock = systemClock, ...app }: App & { clock?: Clock }): WechatEmulator {
  const users = new Users(app.appId);
  const faults = new Faults();
  const journal = new Journal();
  const pages = new PublishedPages();

  const accessToken = createAccessToken({ app, clock });
  const login = createLogin({ app, clock });
  const phone = createPhone({ app, clock });
  const code = createCode({ clock, pages });
  const scheme = createScheme({ clock, pages });
  const routes: Route[] = [accessToken, login, phone, code, scheme].flatMap((capability) => capability.routes);

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
    fail: (path, fault, times) => {
      if (!routes.some((route) => route.path === path)) throw new Error(`no route ${path}`);
      faults.plan(path, fault, times);
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
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
