import { randomBytes, generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type MessageTemplate, readMessageTemplates } from './message-templates.js';

export interface Secrets {
  /** 32 bytes, base64: encrypts phones. */
  encryptionKey: Buffer;
  /** 32 bytes, base64: blind indexes and sealed tickets. */
  indexKey: Buffer;
  /** Ed25519 private key, PKCS#8 PEM: signs the event log's daily root. */
  sealPrivateKey: string;
}

export interface WechatSettings {
  baseUrl: string;
  appId: string;
  secret: string;
}

/** How to know that a push comes from WeChat, as entered on its administration page. */
export interface WechatPushSettings {
  token: string;
  /** 32 bytes; null where pushes come in plain text, never in production. */
  aesKey: Buffer | null;
}

/** The typed environment. Values that cannot be used stop the boot with one clear sentence. */
export class Configuration {
  constructor(
    readonly production: boolean,
    readonly demo: boolean,
    readonly port: number,
    readonly host: string,
    readonly dataDirectory: string,
    readonly databaseUrl: string | null,
    readonly h5Directory: string,
    readonly secrets: Secrets,
    readonly wechat: WechatSettings | null,
    /** How many reverse proxies stand in front; only their X-Forwarded-For entries are believed. */
    readonly trustedProxies: number,
    /** Where people reach this server: QR codes lead there. Without a slash at its end. */
    readonly publicUrl: string,
    /** The RFC 3161 authority that timestamps signed papers, where there is one. */
    readonly timestampUrl: string | null,
    /** The PKCS#12 file that signs certificates; without one the server makes its own. */
    readonly pdfCertificate: { file: Buffer; password: string } | null,
    /** PEM of public keys that sealed before the present one. */
    readonly retiredSealKeys: readonly string[],
    /** Without it WeChat's pushes find nobody. */
    readonly wechatPush: WechatPushSettings | null,
    /** What people are told by WeChat besides their inbox; nothing where there are none. */
    readonly messageTemplates: readonly MessageTemplate[],
  ) {}
}

/** From `dist/src/config` when it runs, from `src/config` when it is tested. */
const repositoryRoot = path.resolve(
  import.meta.dirname,
  import.meta.dirname.includes(`${path.sep}dist${path.sep}`) ? '../../../..' : '../../..',
);

export class ConfigurationError extends Error {}

type Environment = Record<string, string | undefined>;

export function readConfiguration(env: Environment = process.env): Configuration {
  const production = env.NODE_ENV === 'production';
  const demo = readSwitch(env, 'DEMO', false);
  if (production && demo)
    throw new ConfigurationError('DEMO=on lets anybody sign in as anybody and is refused in production: unset DEMO.');
  const dataDirectory = path.resolve(env.DATA_DIR || path.join(repositoryRoot, '.data'));
  return new Configuration(
    production,
    demo,
    readInteger(env, 'PORT', 3000, 0, 65_535),
    env.HOST || (production ? '0.0.0.0' : '127.0.0.1'),
    dataDirectory,
    readDatabaseUrl(env),
    path.resolve(env.H5_DIR || path.join(repositoryRoot, 'miniapp/dist/h5')),
    production ? readSecrets(env) : developmentSecrets(dataDirectory),
    readWechat(env, production),
    readInteger(env, 'TRUSTED_PROXIES', 0, 0, 10),
    readPublicUrl(env, production),
    readUrl(env, 'TSA_URL'),
    readPdfCertificate(env),
    readRetiredKeys(env),
    readWechatPush(env, production),
    readTemplates(env),
  );
}

function readSwitch(env: Environment, name: string, fallback: boolean): boolean {
  const value = env[name];
  if (value === undefined || value === '') return fallback;
  if (['on', 'true', '1'].includes(value)) return true;
  if (['off', 'false', '0'].includes(value)) return false;
  throw new ConfigurationError(`${name} must be on or off, not "${value}".`);
}

function readInteger(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const value = env[name];
  if (value === undefined || value === '') return fallback;
  const number = Number(value);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw new ConfigurationError(`${name} must be a whole number from ${min} to ${max}, not "${value}".`);
}

function readPublicUrl(env: Environment, production: boolean): string {
  const url = readUrl(env, 'PUBLIC_URL');
  if (url !== null) return url;
  if (production) {
    throw new ConfigurationError(
      'PUBLIC_URL is missing: the codes on papers lead there, https://… as people reach it.',
    );
  }
  return `http://localhost:${readInteger(env, 'PORT', 3000, 0, 65_535)}`;
}

function readUrl(env: Environment, name: string): string | null {
  const value = env[name];
  if (!value) return null;
  if (/^https?:\/\/\S+$/.test(value)) return value.replace(/\/+$/, '');
  throw new ConfigurationError(`${name} must be an http or https address, not "${value}".`);
}

function readPdfCertificate(env: Environment): { file: Buffer; password: string } | null {
  if (!env.PDF_CERTIFICATE) return null;
  return { file: Buffer.from(env.PDF_CERTIFICATE, 'base64'), password: env.PDF_CERTIFICATE_PASSWORD ?? '' };
}

function readRetiredKeys(env: Environment): string[] {
  const text = (env.RETIRED_SEAL_KEYS ?? '').replaceAll('\\n', '\n');
  const keys = text.match(/-----BEGIN PUBLIC KEY-----[\s\S]+?-----END PUBLIC KEY-----/g) ?? [];
  if (text.trim() !== '' && keys.length === 0) {
    throw new ConfigurationError('RETIRED_SEAL_KEYS must hold public keys in PEM, one after the other.');
  }
  return keys;
}

function readDatabaseUrl(env: Environment): string | null {
  const value = env.DATABASE_URL;
  if (!value) return null;
  if (/^(mysql|mariadb):\/\/[^/]+\/[\w-]+/.test(value)) return value;
  throw new ConfigurationError('DATABASE_URL must look like mysql://user:password@host:3306/database.');
}

function readWechat(env: Environment, production: boolean): WechatSettings | null {
  const appId = env.WECHAT_APP_ID;
  const secret = env.WECHAT_APP_SECRET;
  if (appId && secret) return { appId, secret, baseUrl: env.WECHAT_BASE_URL || 'https://api.weixin.qq.com' };
  if (production)
    throw new ConfigurationError(
      'WECHAT_APP_ID and WECHAT_APP_SECRET are missing: production does not start without them.',
    );
  return null;
}

function readWechatPush(env: Environment, production: boolean): WechatPushSettings | null {
  const token = env.WECHAT_PUSH_TOKEN;
  const key = env.WECHAT_PUSH_AES_KEY;
  if (!token && !key) return null;
  if (!token || (!key && production)) {
    throw new ConfigurationError('WECHAT_PUSH_TOKEN and WECHAT_PUSH_AES_KEY belong together: set both or neither.');
  }
  if (!/^[A-Za-z0-9]{3,32}$/.test(token))
    throw new ConfigurationError('WECHAT_PUSH_TOKEN must be 3 to 32 letters and digits, as WeChat demands.');
  if (!key) return { token, aesKey: null };
  if (!/^[A-Za-z0-9]{43}$/.test(key))
    throw new ConfigurationError('WECHAT_PUSH_AES_KEY must be the 43 letters and digits of EncodingAESKey.');
  return { token, aesKey: Buffer.from(`${key}=`, 'base64') };
}

function readTemplates(env: Environment): MessageTemplate[] {
  if (!env.WECHAT_TEMPLATES) return [];
  try {
    return readMessageTemplates(env.WECHAT_TEMPLATES);
  } catch (error) {
    throw new ConfigurationError(`WECHAT_TEMPLATES cannot be used: ${(error as Error).message}.`);
  }
}

function readSecrets(env: Environment): Secrets {
  const missing = ['ENCRYPTION_KEY', 'INDEX_KEY', 'SEAL_PRIVATE_KEY'].filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new ConfigurationError(`${missing.join(', ')} missing: production does not start without its secrets.`);
  }
  return {
    encryptionKey: readKey(env, 'ENCRYPTION_KEY'),
    indexKey: readKey(env, 'INDEX_KEY'),
    sealPrivateKey: env.SEAL_PRIVATE_KEY!.replaceAll('\\n', '\n'),
  };
}

function readKey(env: Environment, name: string): Buffer {
  const key = Buffer.from(env[name]!, 'base64');
  if (key.length === 32) return key;
  throw new ConfigurationError(`${name} must be 32 bytes in base64 (openssl rand -base64 32).`);
}

/** Outside production the secrets are made once and kept beside the data, so that a demo survives a restart. */
function developmentSecrets(dataDirectory: string): Secrets {
  const file = path.join(dataDirectory, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(dataDirectory, { recursive: true });
    const made = {
      encryptionKey: randomBytes(32).toString('base64'),
      indexKey: randomBytes(32).toString('base64'),
      sealPrivateKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    writeFileSync(file, JSON.stringify(made, null, 2));
    chmodSync(file, 0o600);
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<keyof Secrets, string>;
  return {
    encryptionKey: Buffer.from(kept.encryptionKey, 'base64'),
    indexKey: Buffer.from(kept.indexKey, 'base64'),
    sealPrivateKey: kept.sealPrivateKey,
  };
}
