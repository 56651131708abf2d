import { randomBytes } from 'node:crypto';
import { dayMs, minuteMs, secondMs, type Clock } from '../clock.js';
import { WechatFailure } from '../failure.js';
import type { PublishedPages } from '../published-pages.js';
import { Quota } from '../quota.js';
import type { Route, WechatCall } from '../route.js';

const callsPerSecond = 100;
const longestDays = 30;
const longestQuery = 1024;
const queryCharacters = /^[\w!#$&'()*+,/:;=?@.~%-]*$/;
const versions = ['release', 'trial', 'develop'];

/** Where a link leads in the mini-program. */
export interface OpenedPage {
  path: string;
  query: string;
}

/** Links of WeChat's own scheme, which open the mini-program from a text message. */
export function createScheme({ clock, pages }: { clock: Clock; pages: PublishedPages }) {
  const quota = new Quota(clock, { calls: callsPerSecond, windowMs: secondMs, errcode: 44990 });
  const links = new Map<string, OpenedPage & { expiresAt: number }>();

  function generateScheme({ body }: WechatCall) {
    const target = targetOf(body.jump_wxa);
    const expiresAt = endOf(body);
    quota.spend('app');
    const openlink = `weixin://dl/business/?t=${randomBytes(8).toString('base64url')}`;
    links.set(openlink, { ...target, expiresAt });
    return { errcode: 0, errmsg: 'ok', openlink };
  }

  function targetOf(jump: unknown): OpenedPage {
    const { path = '', query = '', env_version: version = 'release' } = (jump ?? {}) as Record<string, unknown>;
    if (typeof path !== 'string' || (path !== '' && !pages.has(path.replace(/^\//, '')))) {
      throw new WechatFailure(40165);
    }
    if (typeof query !== 'string' || query.length > longestQuery || !queryCharacters.test(query)) {
      throw new WechatFailure(40212);
    }
    if (!versions.includes(String(version))) throw new WechatFailure(40097);
    return { path, query };
  }

  /** No link lasts longer than thirty days, and the end of each is said. */
  function endOf({ expire_type: type = 0, expire_time: time, expire_interval: days }: WechatCall['body']): number {
    const now = clock.now();
    if (type === 1) {
      if (!Number.isInteger(days) || Number(days) < 1 || Number(days) > longestDays) throw new WechatFailure(85402);
      return now + Number(days) * dayMs;
    }
    const endsAt = Number(time) * secondMs;
    const isInTime = endsAt > now + minuteMs && endsAt <= now + longestDays * dayMs;
    if (type !== 0 || !Number.isInteger(time) || !isInTime) throw new WechatFailure(85401);
    return endsAt;
  }

  /** What a tap on the link opens; nothing once it has ended. */
  function open(openlink: string): OpenedPage | undefined {
    const link = links.get(openlink);
    return link && clock.now() < link.expiresAt ? { path: link.path, query: link.query } : undefined;
  }

  const routes: Route[] = [
    { method: 'POST', path: '/wxa/generatescheme', needsAccessToken: true, handle: generateScheme },
  ];
  return { routes, open };
}
