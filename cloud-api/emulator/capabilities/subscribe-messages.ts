import { ClientFailure } from '../client-failure.js';
import { chinaOffsetMs, dayMs, type Clock } from '../clock.js';
import { WechatFailure } from '../failure.js';
import type { PublishedPages } from '../published-pages.js';
import type { PushedEvent } from '../push-message.js';
import { Quota } from '../quota.js';
import type { Route, WechatCall } from '../route.js';
import { isKnownField, requireFields } from '../template-fields.js';
import type { User, Users } from '../users.js';

export interface MessageTemplate {
  id: string;
  title: string;
  /** Names as WeChat gives them: a type and a number, `thing1`, `time2`. */
  fields: readonly string[];
  kind: 'one_time' | 'long_term';
  /** Whether WeChat has taken it out of use: nobody can subscribe any more. */
  banned?: boolean;
}

/** What `wx.requestSubscribeMessage` tells of each template: `ban` when WeChat has taken it away, `filter` for the second of a title. */
export const subscribeOutcomes = ['accept', 'reject', 'ban', 'filter'] as const;
export type SubscribeOutcome = (typeof subscribeOutcomes)[number];

export interface SubscribeRequest {
  user: string;
  templateIds: readonly string[];
  /** What comes of it, for all or for each template, where WeChat does not decide by itself; `accept` unless told. */
  answers?: SubscribeOutcome | Readonly<Record<string, SubscribeOutcome>>;
}

/** A message as the person sees it among 服务通知. */
export interface ShownMessage {
  id: string;
  at: number;
  templateId: string;
  title: string;
  page: string;
  data: Readonly<Record<string, string>>;
  version: string;
}

interface Parts {
  clock: Clock;
  pages: PublishedPages;
  users: Users;
  push: (event: PushedEvent) => void;
}

const api = 'requestSubscribeMessage';
const mostTemplates = 5;
const usualPerDay = 10_000_000;
const versions = ['formal', 'trial', 'developer'];
/** Below 2^53, so that no reader of JSON rounds it. */
const firstMessageId = 1_700_000_000_000_000;

export function createSubscribeMessages({ clock, pages, users, push }: Parts) {
  const templates = new Map<string, MessageTemplate>();
  /** Messages that may still be sent, by openid and template; a long-term grant has no end. */
  const grants = new Map<string, number>();
  const shown = new Map<string, ShownMessage[]>();
  const quota = new Quota(clock, { calls: usualPerDay, windowMs: dayMs, offsetMs: chinaOffsetMs, errcode: 45009 });
  let sent = 0;

  const keyOf = (openid: string, templateId: string) => `${openid}\n${templateId}`;

  function template(declared: MessageTemplate): void {
    const unknown = declared.fields.find((field) => !isKnownField(field));
    if (unknown !== undefined) throw new Error(`no field is called ${unknown}`);
    templates.set(declared.id, declared);
  }

  function requireUser(handle: string): User {
    const user = users.find(handle);
    if (!user) throw new Error(`no user ${handle}`);
    return user;
  }

  /** What `wx.requestSubscribeMessage` does after the person's tap. */
  function subscribe({
    user: handle,
    templateIds,
    answers = 'accept',
  }: SubscribeRequest): Record<string, SubscribeOutcome> {
    const user = requireUser(handle);
    const asked = requireTemplates(user, templateIds);
    const outcomes: Record<string, SubscribeOutcome> = {};
    const titles = new Set<string>();
    for (const { id, title, banned } of asked) {
      if (banned) outcomes[id] = 'ban';
      else if (titles.has(title)) outcomes[id] = 'filter';
      else outcomes[id] = typeof answers === 'string' ? answers : (answers[id] ?? 'accept');
      titles.add(title);
    }
    for (const { id, kind } of asked) if (outcomes[id] === 'accept') grant(user, id, kind);
    const answered = asked.filter(({ id }) => outcomes[id] === 'accept' || outcomes[id] === 'reject');
    tell('subscribe_msg_popup_event', user, answered, ({ id }) => ({
      SubscribeStatusString: outcomes[id]!,
      PopupScene: '0',
    }));
    return outcomes;
  }

  function requireTemplates(user: User, templateIds: readonly string[]): MessageTemplate[] {
    if (templateIds.length === 0) throw new ClientFailure(api, 10001, "TmplIds can't be empty");
    if (templateIds.length > mostTemplates) throw new ClientFailure(api, 20003, 'Templates count out of max bounds');
    const known = templateIds.map((id) => templates.get(id));
    const asked = known.filter((one) => one !== undefined);
    if (asked.length < known.length) throw new ClientFailure(api, 20001, 'No template data return');
    if (new Set(asked.map(({ kind }) => kind)).size > 1)
      throw new ClientFailure(api, 20002, 'Templates type must be same');
    if (user.messagesOff) throw new ClientFailure(api, 20004, 'The main switch is switched off');
    return asked;
  }

  function grant(user: User, templateId: string, kind: MessageTemplate['kind']): void {
    const key = keyOf(user.openid, templateId);
    grants.set(key, kind === 'long_term' ? Infinity : (grants.get(key) ?? 0) + 1);
  }

  /** Refusing further messages in the settings or at a message itself: what was granted is gone. */
  function refuse({ user: handle, templateIds }: { user: string; templateIds: readonly string[] }): void {
    const user = requireUser(handle);
    const refused = templateIds.map((id) => templates.get(id)).filter((one) => one !== undefined);
    for (const { id } of refused) grants.delete(keyOf(user.openid, id));
    tell('subscribe_msg_change_event', user, refused, () => ({ SubscribeStatusString: 'reject' }));
  }

  /** In JSON, WeChat's `List` of one is that one. */
  function tell(
    event: string,
    { openid }: User,
    about: readonly MessageTemplate[],
    what: (template: MessageTemplate) => Record<string, string>,
  ): void {
    const list = about.map((template) => ({ TemplateId: template.id, ...what(template) }));
    if (list.length > 0) push({ event, openid, content: { List: list.length === 1 ? list[0] : list } });
  }

  function send({ body }: WechatCall) {
    const user = users.findByOpenid(body.touser);
    if (!user) throw new WechatFailure(40003);
    const used = templates.get(String(body.template_id));
    if (!used) throw new WechatFailure(40037);
    requireFields(used.fields, body.data);
    const { page = '', miniprogram_state: version = 'formal' } = body;
    if (!versions.includes(String(version))) throw new WechatFailure(40097);
    requirePage(page, version === 'formal');
    spendGrant(user, used);
    const message = show(user, used, body.data as Record<string, { value: unknown }>, String(page), String(version));
    tell('subscribe_msg_sent_event', user, [used], () => ({
      MsgID: message.id,
      ErrorCode: '0',
      ErrorStatus: 'success',
    }));
    return { errcode: 0, errmsg: 'ok', msgid: Number(message.id) };
  }

  function requirePage(page: unknown, released: boolean): void {
    if (typeof page !== 'string') throw new WechatFailure(47001);
    const path = page.split('?')[0]!.replace(/^\//, '');
    if (path !== '' && released && !pages.has(path)) throw new WechatFailure(41030);
  }

  /** The day's quota first: a call too many uses up nobody's grant. */
  function spendGrant(user: User, { id }: MessageTemplate): void {
    const key = keyOf(user.openid, id);
    const left = grants.get(key) ?? 0;
    if (left < 1 || user.messagesOff) throw new WechatFailure(43101);
    quota.spend('app');
    grants.set(key, left - 1);
  }

  function show(
    user: User,
    { id, title, fields }: MessageTemplate,
    data: Record<string, { value: unknown }>,
    page: string,
    version: string,
  ): ShownMessage {
    const values = Object.fromEntries(fields.map((field) => [field, String(data[field]!.value)]));
    sent += 1;
    const message = {
      id: String(firstMessageId + sent),
      at: clock.now(),
      templateId: id,
      title,
      page,
      data: values,
      version,
    };
    const before = shown.get(user.openid);
    if (before) before.push(message);
    else shown.set(user.openid, [message]);
    return message;
  }

  const messages = (user: string): readonly ShownMessage[] => shown.get(requireUser(user).openid) ?? [];
  const grantsOf = (user: string, templateId: string): number =>
    grants.get(keyOf(requireUser(user).openid, templateId)) ?? 0;

  const routes: Route[] = [
    { method: 'POST', path: '/cgi-bin/message/subscribe/send', needsAccessToken: true, handle: send },
  ];
  return {
    routes,
    template,
    subscribe,
    refuse,
    messages,
    grantsOf,
    allowPerDay: (calls: number) => quota.allow(calls),
  };
}
