import sharp from 'sharp';
import { WechatError } from './wechat.errors.js';

export const codePath = '/wxa/getwxacodeunlimit';
export const schemePath = '/wxa/generatescheme';

/** A mini-program code, of which there may be any number. */
export interface WechatCode {
  /** What the page receives: 1 to 32 letters, digits or of ``!#$&'()*+,/:;=?@-._~``. */
  scene: string;
  /** Without a slash before it and without parameters. */
  page: string;
  envVersion: 'release' | 'trial' | 'develop';
  /** 280 to 1280 pixels. */
  width: number;
  /** Whether WeChat refuses pages that the released version does not have. */
  checkPath: boolean;
}

/** A link that opens a page of the mini-program from outside WeChat. */
export interface WechatScheme {
  path: string;
  /** Up to 1024 of the characters of a scene, and `%`. */
  query: string;
  /** More than a minute and at most thirty days from now, in milliseconds since the epoch. */
  expiresAt: number;
}

const minuteMs = 60_000;
const longestSchemeMs = 30 * 24 * 60 * minuteMs;
const sceneSigns = /^[\w!#$&'()*+,/:;=?@.~-]{1,32}$/;
const querySigns = /^[\w!#$&'()*+,/:;=?@.~%-]{0,1024}$/;

/** What WeChat would refuse costs no call. */
export function requireCode({ scene, page, width }: WechatCode): void {
  if (!sceneSigns.test(scene)) throw WechatError.invalid(codePath, 'scene');
  if (!/^\w[^?]*$/.test(page)) throw WechatError.invalid(codePath, 'page');
  if (!Number.isInteger(width) || width < 280 || width > 1280) throw WechatError.invalid(codePath, 'width');
}

export function requireScheme({ path, query, expiresAt }: WechatScheme, now: number): void {
  if (!/^\/?\w[^?]*$/.test(path)) throw WechatError.invalid(schemePath, 'path');
  if (!querySigns.test(query)) throw WechatError.invalid(schemePath, 'query');
  if (expiresAt <= now + minuteMs || expiresAt > now + longestSchemeMs) throw WechatError.invalid(schemePath, 'expiry');
}

/** WeChat's documents show JPEG, its answers come as either; what is handed on is PNG. */
export async function asPng(bytes: Buffer): Promise<Buffer> {
  try {
    const picture = sharp(bytes);
    const { format } = await picture.metadata();
    if (format === 'png') return bytes;
    if (format === 'jpeg') return await picture.png().toBuffer();
  } catch {
    // Told below, without what the bytes were.
  }
  throw WechatError.unavailable(codePath, 'not a picture');
}
