import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Configuration } from '../../config/index.js';
import { canonicalHash, canonicalJson } from './canonical.js';
import { Cipher, maskName, maskPhone } from './cipher.js';

const secrets = { encryptionKey: randomBytes(32), indexKey: randomBytes(32), sealPrivateKey: '' };
const cipher = new Cipher({ secrets } as Configuration);

describe('cipher', () => {
  it('gives back what it took and never writes the same twice', () => {
    fc.assert(
      fc.property(fc.string(), (plain) => {
        const stored = cipher.encrypt(plain);
        expect(cipher.decrypt(stored)).toBe(plain);
        expect(cipher.encrypt(plain)).not.toBe(stored);
      }),
    );
  });

  it('refuses a changed byte', () => {
    const bytes = Buffer.from(cipher.encrypt('19900001234'), 'base64');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index]! ^= 1;
      expect(() => cipher.decrypt(changed.toString('base64'))).toThrow();
    }
  });

  it('indexes one value differently for different purposes', () => {
    expect(cipher.blindIndex('phone', '1')).toBe(cipher.blindIndex('phone', '1'));
    expect(cipher.blindIndex('phone', '1')).not.toBe(cipher.blindIndex('last4', '1'));
  });

  it('opens only its own tickets, before their end', () => {
    const ticket = cipher.sealTicket({ openid: 'o' }, 1000);
    expect(cipher.openTicket(ticket, 999)).toEqual({ openid: 'o' });
    expect(cipher.openTicket(ticket, 1000)).toBeNull();
    expect(cipher.openTicket(`${ticket.slice(0, -2)}AA`, 0)).toBeNull();
    expect(cipher.openTicket('nonsense', 0)).toBeNull();
  });
});

describe('masks', () => {
  it.each([
    ['王大福', '王*福'],
    ['李秀', '李*'],
    ['欧阳春花', '欧**花'],
    ['𠮷田', '𠮷*'],
    ['张', '张'],
  ])('%s is shown as %s', (name, masked) => expect(maskName(name)).toBe(masked));

  it('leave a phone recognisable and useless', () => expect(maskPhone('19900001234')).toBe('199****1234'));
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: 1, a: [2, { d: 3, c: 4 }] })).toBe('{"a":[2,{"c":4,"d":3}],"b":1}');
    expect(canonicalHash({ b: 1, a: 2 })).toBe(canonicalHash({ a: 2, b: 1 }));
  });
});
