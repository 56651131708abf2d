import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Configuration } from '../../config/index.js';
import { KeyRing } from './key-ring.js';

const pem = (key: KeyObject) =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString();
const ringOf = (key: KeyObject, retired: KeyObject[] = []) =>
  new KeyRing({
    secrets: { sealPrivateKey: pem(key) },
    retiredSealKeys: retired.map(pem),
  } as unknown as Configuration);
const message = Buffer.from('what was signed');

describe.each([
  ['Ed25519', () => generateKeyPairSync('ed25519')],
  ['SM2-SM3', () => generateKeyPairSync('ec', { namedCurve: 'SM2' })],
])('a %s key', (algorithm, make) => {
  it('seals what only these very bytes verify', () => {
    const ring = ringOf(make().privateKey);
    const seal = ring.sign(message);
    expect(seal).toMatchObject({ algorithm, keyId: ring.keyId });
    expect(ring.verify(seal, message)).toBe(true);
    expect(ring.verify(seal, Buffer.from('what was signeD'))).toBe(false);
    expect(ring.verify({ ...seal, algorithm: 'other' }, message)).toBe(false);
    expect(ring.verify({ ...seal, signature: `${seal.signature} ` }, message)).toBe(false);
  });

  it('still verifies what was sealed before the key was changed, and nothing of a stranger', () => {
    const former = make();
    const seal = ringOf(former.privateKey).sign(message);
    const next = make().privateKey;
    expect(ringOf(next, [former.publicKey]).verify(seal, message)).toBe(true);
    expect(ringOf(next).verify(seal, message)).toBe(false);
  });
});
