import { randomBytes } from 'node:crypto';
import { requireApp, type App } from '../app.js';
import { chinaOffsetMs, dayMs, minuteMs, secondMs, type Clock } from '../clock.js';
import { WechatFailure } from '../failure.js';
import type { Route, WechatCall } from '../route.js';

const lifeMs = 7200 * secondMs;
const renewalMs = 5 * minuteMs;
const forcedPauseMs = 30 * secondMs;
const forcedPerDay = 20;

interface Token {
  value: string;
  expiresAt: number;
}

export function createAccessToken({ app, clock }: { app: App; clock: Clock }) {
  let current: Token | undefined;
  let replaced: Token | undefined;
  const forced = { at: -Infinity, day: 0, count: 0 };

  function stableToken({ body }: WechatCall) {
    requireApp(app, body.appid, body.secret);
    if (body.grant_type !== 'client_credential') throw new WechatFailure(40002);
    const token = body.force_refresh === true ? forceRefresh() : renewWhenDue();
    return { access_token: token.value, expires_in: Math.floor((token.expiresAt - clock.now()) / secondMs) };
  }

  /** Renewed five minutes early; the old token keeps working for the rest of its life. */
  function renewWhenDue(): Token {
    if (current && current.expiresAt - clock.now() > renewalMs) return current;
    replaced = current;
    return issue();
  }

  /** Ends every older token at once. Sooner than 30 s after the last time it changes nothing. */
  function forceRefresh(): Token {
    if (current && clock.now() - forced.at < forcedPauseMs) return renewWhenDue();
    const day = Math.floor((clock.now() + chinaOffsetMs) / dayMs);
    const count = day === forced.day ? forced.count : 0;
    if (count >= forcedPerDay) throw new WechatFailure(45009);
    Object.assign(forced, { at: clock.now(), day, count: count + 1 });
    replaced = undefined;
    return issue();
  }

  function issue(): Token {
    current = { value: randomBytes(96).toString('base64url'), expiresAt: clock.now() + lifeMs };
    return current;
  }

  function verify(value: string | null): void {
    if (!value) throw new WechatFailure(41001);
    const token = [current, replaced].find((known) => known?.value === value);
    if (!token) throw new WechatFailure(40001);
    if (clock.now() >= token.expiresAt) throw new WechatFailure(42001);
  }

  const routes: Route[] = [{ method: 'POST', path: '/cgi-bin/stable_token', handle: stableToken }];
  return { routes, verify };
}
