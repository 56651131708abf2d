import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import type { App } from '../app.js';
import { ClientFailure } from '../client-failure.js';
import { dayMs, secondMs, type Clock } from '../clock.js';
import { rotateSessionKey, type User, type Users } from '../users.js';

/** A WeChat group, by the handle that tests gave it. */
export interface EmulatedGroup {
  readonly handle: string;
  /** What every opening in this group tells; another app sees another one. */
  readonly opengid: string;
  readonly members: readonly string[];
}

export interface EncryptedData {
  encryptedData: string;
  iv: string;
}

/** What may be wrong with the data that `wx.getGroupEnterInfo` hands out. */
export const groupEnterFaults = [
  'foreign_appid',
  'old_timestamp',
  'future_timestamp',
  'corrupted',
  'single_chat',
] as const;
export type GroupEnterFault = (typeof groupEnterFaults)[number];

export interface GroupEntrance {
  /** Handle or opengid; nothing when the page was opened outside any group. */
  group?: string | null;
  user: string;
  fault?: GroupEnterFault;
}

interface Group {
  handle: string;
  opengid: string;
  members: Set<string>;
}

const api = 'getGroupEnterInfo';
/** 普通微信群聊 among the kinds of chats. */
const ordinaryGroup = 3;

/** Groups and what the phone learns when a card is opened in one: only encrypted, for the app's server. */
export function createGroups({ app, clock, users }: { app: App; clock: Clock; users: Users }) {
  const byHandle = new Map<string, Group>();
  const byOpengid = new Map<string, Group>();

  const derived = (...parts: string[]) =>
    createHash('sha256')
      .update([app.appId, ...parts].join('\n'))
      .digest('base64url');

  /** Finds or adds; given members replace the present ones, so that people can leave. */
  function group(handle: string, members?: readonly string[]): EmulatedGroup {
    const found = byHandle.get(handle) ?? add(handle);
    if (members) found.members = new Set(members.map((member) => users.save(member).openid));
    return { handle, opengid: found.opengid, members: [...found.members].map((openid) => users.save(openid).handle) };
  }

  function add(handle: string): Group {
    const added = { handle, opengid: `tG${derived('group', handle).slice(0, 26)}`, members: new Set<string>() };
    byHandle.set(handle, added);
    byOpengid.set(added.opengid, added);
    return added;
  }

  /**
   * What `wx.getGroupEnterInfo` gives after a card was opened in the group; throws what its `fail` gets: 40097 outside any group,
   * 65206 for somebody who is not in the group.
   */
  function groupEnterInfo({ group: name, user: handle, fault }: GroupEntrance): EncryptedData {
    const user = users.find(handle);
    if (!user) throw new Error(`no user ${handle}`);
    if (name === undefined || name === null) throw new ClientFailure(api, 40097, 'invalid scene');
    const entered = byHandle.get(name) ?? byOpengid.get(name);
    if (!entered) throw new Error(`no group ${name}`);
    if (!entered.members.has(user.openid)) throw new ClientFailure(api, 65206, 'user is not in the group');
    // WeChat holds a key for everybody; an app that never exchanged a login code does not know it.
    if (!user.sessionKey) rotateSessionKey(user);
    const data = encrypt(user.sessionKey!, JSON.stringify(enterInfo(entered, user, fault)));
    return fault === 'corrupted' ? corrupt(data) : data;
  }

  function enterInfo({ handle, opengid }: Group, user: User, fault?: GroupEnterFault): object {
    const place =
      fault === 'single_chat'
        ? { opengid: '', open_single_roomid: `sR${derived('chat', handle).slice(0, 26)}`, chat_type: 1 }
        : { opengid, open_single_roomid: '', chat_type: ordinaryGroup };
    const appid = fault === 'foreign_appid' ? 'wxffffffffffffffff' : app.appId;
    return {
      ...place,
      group_openid: `oG${derived('member', handle, user.openid).slice(0, 26)}`,
      watermark: { timestamp: Math.floor((clock.now() + shiftOf(fault)) / secondMs), appid },
    };
  }

  return { group, groupEnterInfo };
}

function shiftOf(fault?: GroupEnterFault): number {
  if (fault === 'old_timestamp') return -dayMs;
  return fault === 'future_timestamp' ? dayMs : 0;
}

function encrypt(sessionKey: string, text: string): EncryptedData {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), iv);
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { encryptedData: bytes.toString('base64'), iv: iv.toString('base64') };
}

/** Two bytes are turned: the end and its padding no longer make sense. */
function corrupt({ encryptedData, iv }: EncryptedData): EncryptedData {
  const bytes = Buffer.from(encryptedData, 'base64');
  bytes[bytes.length - 20]! ^= 0xff;
  bytes[bytes.length - 1]! ^= 0x01;
  return { encryptedData: bytes.toString('base64'), iv };
}
