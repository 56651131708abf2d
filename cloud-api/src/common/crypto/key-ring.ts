import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/index.js';

/** The algorithms a seal may be made with, by the key that makes it; `digest` is what the key signs a hash of, if any. */
const algorithms = {
  ed25519: { name: 'Ed25519', digest: null },
  /** 国密: SM2 over SM3 (GB/T 32918). */
  sm2: { name: 'SM2-SM3', digest: 'sm3' },
} as const;
type Algorithm = (typeof algorithms)[keyof typeof algorithms];

export interface Seal {
  /** Base64. */
  signature: string;
  algorithm: string;
  /** The first 16 hex digits of the SHA-256 of the public key. */
  keyId: string;
}

export interface PublishedKey {
  keyId: string;
  algorithm: string;
  /** PEM. */
  publicKey: string;
}

interface Key {
  id: string;
  algorithm: Algorithm;
  publicKey: KeyObject;
}

/** The server's signing key, and the public halves of those it used before: what they sealed stays verifiable. */
@Injectable()
export class KeyRing {
  readonly keyId: string;
  private readonly privateKey: KeyObject;
  private readonly current: Key;
  private readonly keys: ReadonlyMap<string, Key>;

  constructor(configuration: Configuration) {
    this.privateKey = createPrivateKey(configuration.secrets.sealPrivateKey);
    this.current = keyOf(createPublicKey(this.privateKey));
    this.keyId = this.current.id;
    const retired = configuration.retiredSealKeys.map((pem) => keyOf(createPublicKey(pem)));
    this.keys = new Map([this.current, ...retired].map((key) => [key.id, key]));
  }

  sign(message: Buffer): Seal {
    const { id, algorithm } = this.current;
    return {
      signature: sign(algorithm.digest, message, this.privateKey).toString('base64'),
      algorithm: algorithm.name,
      keyId: id,
    };
  }

  /** False for a key that is not on the ring, and for a signature written in more than one way. */
  verify(seal: Omit<Seal, 'algorithm'> & { algorithm?: string }, message: Buffer): boolean {
    const key = this.keys.get(seal.keyId);
    if (!key || (seal.algorithm !== undefined && seal.algorithm !== key.algorithm.name)) return false;
    const signature = Buffer.from(seal.signature, 'base64');
    // Base64 is read leniently: other characters would decode to the same bytes.
    if (signature.toString('base64') !== seal.signature) return false;
    return verify(key.algorithm.digest, message, key.publicKey, signature);
  }

  publicKeys(): PublishedKey[] {
    return [...this.keys.values()].map(({ id, algorithm, publicKey }) => ({
      keyId: id,
      algorithm: algorithm.name,
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    }));
  }
}

function keyOf(publicKey: KeyObject): Key {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const id = createHash('sha256').update(der).digest('hex').slice(0, 16);
  return { id, algorithm: algorithmOf(publicKey, der), publicKey };
}

/** The curve's object identifier, 1.2.156.10197.1.301: Node has no name for such keys. */
const sm2Curve = Buffer.from('06082a811ccf5501822d', 'hex');

function algorithmOf({ asymmetricKeyType }: KeyObject, der: Buffer): Algorithm {
  if (asymmetricKeyType === 'ed25519') return algorithms.ed25519;
  if (der.includes(sm2Curve)) return algorithms.sm2;
  throw new Error('a seal key is an Ed25519 or an SM2 key');
}
