import { randomBytes } from 'node:crypto';
import type { App } from '../app.js';
import { minuteMs, type Clock } from '../clock.js';
import { WechatFailure } from '../failure.js';
import type { PushedEvent } from '../push-message.js';
import { Quota } from '../quota.js';
import type { Route, WechatCall } from '../route.js';
import type { User, Users } from '../users.js';

/** What WeChat finds in a text or a medium. Labels: 100 nothing, 10001 advertising, 20001 politics, 20006 crime, 20008 fraud … */
export interface ContentFinding {
  suggest: 'pass' | 'review' | 'risky';
  label: number;
}

interface Parts {
  app: App;
  clock: Clock;
  users: Users;
  push: (event: PushedEvent) => void;
}

const visitMs = 120 * minuteMs;
const longestText = 2_500;
const scenes = [1, 2, 3, 4];
const mediaTypes = [1, 2];
const nothing: ContentFinding = { suggest: 'pass', label: 100 };
const crime: ContentFinding = { suggest: 'risky', label: 20006 };

/** Version 2 of the content check. It judges by words that a test has marked, in a text or in the address of a medium. */
export function createContentCheck({ app, clock, users, push }: Parts) {
  const marked = new Map<string, ContentFinding>();
  const texts = new Quota(clock, { calls: 4_000, windowMs: minuteMs, errcode: 45009 });
  const media = new Quota(clock, { calls: 2_000, windowMs: minuteMs, errcode: 45009 });

  function mark(word: string, finding: ContentFinding = crime): void {
    if (word === '') throw new Error('the word is empty');
    marked.set(word, finding);
  }

  function judge(content: string): ContentFinding {
    return [...marked].find(([word]) => content.includes(word))?.[1] ?? nothing;
  }

  /** Somebody who has used the mini-program within two hours. */
  function requireVisitor(openid: unknown): User {
    const user = users.findByOpenid(openid);
    if (!user) throw new WechatFailure(40003);
    if (user.visitedAt === undefined || clock.now() - user.visitedAt > visitMs) throw new WechatFailure(61010);
    return user;
  }

  function requireForm({ version, scene }: WechatCall['body']): void {
    if (Number(version) !== 2 || !scenes.includes(Number(scene))) throw new WechatFailure(40097);
  }

  function checkText({ body }: WechatCall) {
    const { content } = body;
    if (typeof content !== 'string' || content === '') throw new WechatFailure(47001);
    requireForm(body);
    if ([...content].length > longestText) throw new WechatFailure(45002);
    requireVisitor(body.openid);
    texts.spend('app');
    const finding = judge(content);
    return { errcode: 0, errmsg: 'ok', result: finding, detail: [detailOf(finding)], trace_id: traceId() };
  }

  /** The answer names a trace; what was found is pushed later. */
  function checkMedia({ body }: WechatCall) {
    const { media_url: url, media_type: type } = body;
    if (typeof url !== 'string' || !/^https?:\/\//.test(url)) throw new WechatFailure(47001);
    if (!mediaTypes.includes(Number(type))) throw new WechatFailure(40097);
    requireForm(body);
    const { openid } = requireVisitor(body.openid);
    media.spend('app');
    const trace = traceId();
    const finding = judge(url);
    const content = { appid: app.appId, trace_id: trace, version: 2, result: finding, detail: [detailOf(finding)] };
    push({ event: 'wxa_media_check', openid, content });
    return { errcode: 0, errmsg: 'ok', trace_id: trace };
  }

  const routes: Route[] = [
    { method: 'POST', path: '/wxa/msg_sec_check', needsAccessToken: true, handle: checkText },
    { method: 'POST', path: '/wxa/media_check_async', needsAccessToken: true, handle: checkMedia },
  ];
  return { routes, mark };
}

function detailOf(finding: ContentFinding) {
  return { strategy: 'content_model', errcode: 0, ...finding, prob: 90 };
}

function traceId(): string {
  return [4, 4, 4].map((bytes) => randomBytes(bytes).toString('hex')).join('-');
}
