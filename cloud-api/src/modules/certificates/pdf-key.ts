import { createPrivateKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import forge from 'node-forge';

/** What signs a PDF: an RSA key, its certificate, and those that vouch for it. */
export interface PdfKey {
  privateKey: KeyObject;
  certificate: X509Certificate;
  /** The certificate first. */
  chain: X509Certificate[];
}

const { pki, pkcs12, asn1, util, md } = forge;
const years = 20;

/** From a PKCS#12 file; throws when the password is wrong or there is no RSA key with its certificate in it. */
export function openPkcs12(file: Buffer, password: string): PdfKey {
  const store = pkcs12.pkcs12FromAsn1(asn1.fromDer(util.createBuffer(file.toString('binary'))), false, password);
  const { shroudedKeyBag, keyBag, certBag } = pki.oids as Record<string, string>;
  const bagsOf = (bagType: string | undefined) => store.getBags({ bagType })[bagType!] ?? [];
  const key = [...bagsOf(pki.oids.pkcs8ShroudedKeyBag ?? shroudedKeyBag), ...bagsOf(keyBag)].at(0)?.key;
  if (!key) throw new Error('there is no RSA key in it');
  const privateKey = createPrivateKey(pki.privateKeyToPem(key));
  const certificates = bagsOf(certBag).flatMap(({ cert }) =>
    cert ? [new X509Certificate(pki.certificateToPem(cert))] : [],
  );
  const certificate = certificates.find((one) => one.checkPrivateKey(privateKey));
  if (!certificate) throw new Error('there is no certificate of its key in it');
  return { privateKey, certificate, chain: [certificate, ...certificates.filter((one) => one !== certificate)] };
}

/** The server's own key with a certificate that only it vouches for: made once, kept beside the data for nobody else to read. */
export function ownPdfKey(dataDirectory: string, now: number): PdfKey {
  const file = path.join(dataDirectory, 'pdf-key.pem');
  mkdirSync(dataDirectory, { recursive: true });
  const pem = readOrMake(file, now);
  const certificate = new X509Certificate(pem);
  return { privateKey: createPrivateKey(pem), certificate, chain: [certificate] };
}

/** Two processes may come at once: the first one's key stands. */
function readOrMake(file: string, now: number): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  try {
    writeFileSync(file, selfSigned(now), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}

/** PEM of the key, then of its certificate. */
function selfSigned(now: number): string {
  const pem = generateKeyPairSync('rsa', { modulusLength: 3072 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  const key = pki.privateKeyFromPem(pem);
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(15))}`;
  certificate.validity.notBefore = new Date(now - 86_400_000);
  certificate.validity.notAfter = new Date(now + years * 365.25 * 86_400_000);
  const name = [
    { name: 'commonName', value: 'wuzha-grid certificates' },
    { name: 'organizationName', value: 'wuzha-grid' },
    { name: 'countryName', value: 'CN' },
  ];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(key, md.sha256.create());
  return `${pem}${pki.certificateToPem(certificate)}`;
}
