import { WechatFailure } from './failure.js';

export interface App {
  appId: string;
  secret: string;
}

export function requireApp(app: App, appId: unknown, secret: unknown): void {
  if (!appId) throw new WechatFailure(41002);
  if (appId !== app.appId) throw new WechatFailure(40013);
  if (!secret) throw new WechatFailure(41004);
  if (secret !== app.secret) throw new WechatFailure(40125);
}
