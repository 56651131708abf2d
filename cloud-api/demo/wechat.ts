import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createWechatEmulator, type EncryptedData, type MessageTemplate } from '../emulator/index.js';
import { Clock } from '../src/common/clock/index.js';
import { type NoticeKind, noticeKinds } from '../src/config/index.js';

/** The handles of people and groups are our ids, and openids follow from them: after a restart the database still fits. */
const app = { appId: 'wx00000000000demo0', secret: 'a-secret-of-the-demo' };
const kinds = Object.keys(noticeKinds) as NoticeKind[];
const fields = { thing1: 'title', time2: 'createdAt', phrase3: 'status' };

/** What `wx.login` and `wx.getGroupEnterInfo` hand out. */
export type Entry = { loginCode: string } & EncryptedData;

/**
 * A WeChat for a demo that was given none: the emulator in this process, on the loopback interface and on a port that nobody
 * knows beforehand. The application talks to it by HTTP, as to the real one.
 */
export class DemoWechat {
  private clock: { now(): number } = { now: () => Date.now() };
  private readonly emulator = createWechatEmulator({
    ...app,
    clock: { now: () => this.clock.now() },
    journalSize: 100,
  });
  private readonly push = { token: randomBytes(16).toString('hex'), aesKey: randomKey() };
  private url = '';

  static async start(): Promise<DemoWechat> {
    const wechat = new DemoWechat();
    for (const kind of kinds) wechat.emulator.template(templateOf(kind));
    wechat.url = await wechat.emulator.listen();
    return wechat;
  }

  /** The settings of an application that belongs to this WeChat. */
  get environment(): Record<string, string> {
    return {
      WECHAT_APP_ID: app.appId,
      WECHAT_APP_SECRET: app.secret,
      WECHAT_BASE_URL: this.url,
      WECHAT_PUSH_TOKEN: this.push.token,
      WECHAT_PUSH_AES_KEY: this.push.aesKey,
      WECHAT_TEMPLATES: JSON.stringify(
        Object.fromEntries(kinds.map((kind) => [kind, { id: templateOf(kind).id, fields }])),
      ),
    };
  }

  /** Lives by the application's clock, which the filling moves. */
  follow(application: Pick<NestFastifyApplication, 'get'>): void {
    this.clock = application.get(Clock);
  }

  /** Tells the application, which listens there by now, what happens in it. */
  tell(url: string): void {
    const { token, aesKey } = this.push;
    this.emulator.pushTo({ url: `${url}/api/wechat/push`, token, encodingAesKey: aesKey });
  }

  /** Somebody opens a card in the real group of a chat group, whose id is its handle here. */
  enter(groupId: string, handle: string): Entry {
    const user = this.emulator.user(handle);
    const { members } = this.emulator.group(groupId);
    if (!members.includes(handle)) this.emulator.group(groupId, [...members, handle]);
    const loginCode = user.login();
    return { loginCode, ...this.emulator.groupEnterInfo({ group: groupId, user: handle }) };
  }

  /** A login alone. */
  login(handle: string): string {
    return this.emulator.user(handle).login();
  }

  close(): Promise<void> {
    return this.emulator.close();
  }
}

function templateOf(kind: NoticeKind): MessageTemplate {
  return { id: `demo_${kind}`, title: noticeKinds[kind], fields: Object.keys(fields), kind: 'one_time' };
}

/** 43 letters and digits, as an EncodingAESKey: 256 bits but for the last two. */
function randomKey(): string {
  return randomBytes(32).toString('base64').replace('=', '').replace(/[+/]/g, 'A');
}
