import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import forge from 'node-forge';
import type { Clock } from '../../common/clock/index.js';
import { type Configuration, ConfigurationError } from '../../config/index.js';
import { openPkcs12, ownPdfKey } from './pdf-key.js';
import { PdfSeal } from './pdf-seal.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wz-key-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const now = Date.parse('2026-11-22T00:00:00Z');

function pkcs12(password: string): Buffer {
  const { privateKey, certificate } = ownPdfKey(folder, now);
  const key = forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const chain = [forge.pki.certificateFromPem(certificate.toString())];
  return Buffer.from(forge.asn1.toDer(forge.pkcs12.toPkcs12Asn1(key, chain, password)).getBytes(), 'binary');
}

describe('the own key', () => {
  it('is made once, holds for years and signs itself', () => {
    const { certificate, privateKey } = ownPdfKey(folder, now);
    expect(ownPdfKey(folder, now + 1_000).certificate.fingerprint256).toBe(certificate.fingerprint256);
    expect(certificate.checkPrivateKey(privateKey)).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(now + 19 * 365 * 86_400_000);
  });
});

describe('a PKCS#12 file', () => {
  it('gives its key and certificate to who has the password', () => {
    const { certificate, privateKey } = openPkcs12(pkcs12('right'), 'right');
    expect(certificate.fingerprint256).toBe(ownPdfKey(folder, now).certificate.fingerprint256);
    expect(certificate.checkPrivateKey(privateKey)).toBe(true);
  });

  it.each([
    ['the wrong password', () => pkcs12('right')],
    ['noise', () => Buffer.from('noise')],
    ['nothing', () => Buffer.alloc(0)],
  ])('stops the boot with one sentence: %s', async (_, file) => {
    const configuration = { pdfCertificate: { file: file(), password: 'wrong' } } as unknown as Configuration;
    const boot = new PdfSeal(configuration, {} as Clock).onModuleInit();
    await expect(boot).rejects.toThrow(ConfigurationError);
    await expect(boot).rejects.toThrow(/^PDF_CERTIFICATE must be/);
  });
});
