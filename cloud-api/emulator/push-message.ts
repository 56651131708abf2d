import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** Something that happened to a person, as WeChat tells the app's server. */
export interface PushedEvent {
  event: string;
  openid: string;
  content: Readonly<Record<string, unknown>>;
}

export interface PushTarget {
  url: string;
  token: string;
  /** 43 characters; without it messages go in plain text. */
  encodingAesKey: string | null;
}

/** What somebody who is not WeChat, or a message gone wrong, may look like; each is otherwise as it should be. */
export const pushForgeries = ['signature', 'appid', 'padding', 'old', 'plain'] as const;
export type PushForgery = (typeof pushForgeries)[number];

export interface PushRequest {
  url: string;
  body: string;
}

interface Sealing {
  target: PushTarget;
  appId: string;
  /** Seconds since the epoch. */
  timestamp: number;
  forged?: PushForgery;
}

const paddingBlock = 32;
const anHour = 3_600;

/** The request for one attempt; each attempt has its own time, nonce and random bytes. */
export function pushRequest(
  message: Record<string, unknown>,
  { target, appId, timestamp, forged }: Sealing,
): PushRequest {
  const time = String(forged === 'old' ? timestamp - anHour : timestamp);
  const nonce = String(randomBytes(4).readUInt32BE());
  const token = forged === 'signature' ? `${target.token}-guessed` : target.token;
  const query = {
    signature: signatureOf(token, time, nonce),
    timestamp: time,
    nonce,
    openid: String(message.FromUserName),
  };
  if (target.encodingAesKey === null || forged === 'plain') return request(target.url, query, message);
  const sealed = encrypt(JSON.stringify(message), target.encodingAesKey, appId, forged);
  return request(
    target.url,
    { ...query, encrypt_type: 'aes', msg_signature: signatureOf(token, time, nonce, sealed) },
    { ToUserName: message.ToUserName, Encrypt: sealed },
  );
}

/** What WeChat asks when the address is entered: it must answer with the `echostr`. */
export function verificationUrl({ url, token }: PushTarget, timestamp: number, echo: string): string {
  const time = String(timestamp);
  const nonce = String(randomBytes(4).readUInt32BE());
  return `${url}?${new URLSearchParams({ signature: signatureOf(token, time, nonce), timestamp: time, nonce, echostr: echo })}`;
}

function request(url: string, query: Record<string, string>, body: object): PushRequest {
  return { url: `${url}?${new URLSearchParams(query)}`, body: JSON.stringify(body) };
}

function signatureOf(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex');
}

function encrypt(text: string, encodingAesKey: string, appId: string, forged?: PushForgery): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const message = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const owner = Buffer.from(forged === 'appid' ? 'wxffffffffffffffff' : appId);
  const plain = pad(Buffer.concat([randomBytes(16), length, message, owner]), forged === 'padding');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

/** PKCS#7 in blocks of 32 bytes, twice the cipher's own. */
function pad(bytes: Buffer, broken: boolean): Buffer {
  const size = paddingBlock - (bytes.length % paddingBlock);
  return Buffer.concat([bytes, Buffer.alloc(size, broken ? paddingBlock + 1 : size)]);
}
