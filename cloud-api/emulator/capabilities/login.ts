import { requireApp, type App } from '../app.js';
import { minuteMs, type Clock } from '../clock.js';
import { WechatFailure } from '../failure.js';
import { OneTimeCodes } from '../one-time-codes.js';
import { Quota } from '../quota.js';
import type { Route, WechatCall } from '../route.js';
import { rotateSessionKey, type User } from '../users.js';

const callsPerUserAndMinute = 100;

export function createLogin({ app, clock }: { app: App; clock: Clock }) {
  const codes = new OneTimeCodes<User>(clock, 16);
  const quota = new Quota(clock, { calls: callsPerUserAndMinute, windowMs: minuteMs, errcode: 45011 });

  /** What `wx.login` does. WeChat may change the session key each time; here it always does. A login is a visit. */
  function issueCode(user: User): string {
    rotateSessionKey(user);
    user.visitedAt = clock.now();
    return codes.issue(user);
  }

  function codeToSession({ query }: WechatCall) {
    requireApp(app, query.get('appid'), query.get('secret'));
    if (query.get('grant_type') !== 'authorization_code') throw new WechatFailure(40002);
    const code = query.get('js_code');
    quota.spend(codes.ownerOf(code).openid);
    const user = codes.use(code);
    if (user.riskBlocked) throw new WechatFailure(40226);
    return { session_key: user.sessionKey, openid: user.openid, ...(user.unionId && { unionid: user.unionId }) };
  }

  const routes: Route[] = [{ method: 'GET', path: '/sns/jscode2session', handle: codeToSession }];
  return { routes, issueCode };
}
