import { Injectable } from '@nestjs/common';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { Configuration } from '../../config/index.js';
import type { GroupEntry } from '../chat-groups/index.js';

/**
 * The phone's side of an emulated WeChat, over its controls. Only one on this machine is asked: the real WeChat is told nothing of
 * what a demo plays. Handles of people and groups are our ids.
 */
@Injectable()
export class EmulatedWechat {
  constructor(private readonly configuration: Configuration) {}

  /** What `wx.login` hands out. */
  async login(personId: string): Promise<{ openid: string; code: string }> {
    const { openid } = await this.control<{ openid: string }>('users', { handle: personId });
    const { code } = await this.control<{ code: string }>('login-code', { handle: personId });
    return { openid, code };
  }

  /** What the person's phone learns when they open a card in the real group of a chat group. */
  async enter(groupId: string, personId: string): Promise<GroupEntry> {
    const { members } = await this.control<{ members: string[] }>('groups', { handle: groupId });
    if (!members.includes(personId)) {
      await this.control('groups', { handle: groupId, members: [...members, personId] });
    }
    // A login changes the session key: it comes before what is encrypted with it.
    const { code: loginCode } = await this.login(personId);
    const sealed = await this.control<Omit<GroupEntry, 'loginCode'>>('group-enter-info', {
      group: groupId,
      user: personId,
    });
    return { loginCode, encryptedData: sealed.encryptedData, iv: sealed.iv };
  }

  private async control<Answer>(name: string, body: object): Promise<Answer> {
    const response = await fetch(`${this.address()}/__control/${name}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`the emulated WeChat answered ${name} with ${response.status}`);
    return (await response.json()) as Answer;
  }

  private address(): string {
    const url = this.configuration.wechat?.baseUrl;
    if (url === undefined || new URL(url).hostname !== '127.0.0.1') throw new Problem(503, ErrorCode.WechatUnavailable);
    return url;
  }
}
