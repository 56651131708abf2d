import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { fromBER, Integer, type ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ContentInfo,
  CryptoEngine,
  ExtKeyUsage,
  MessageImprint,
  PKIStatus,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { TimestampError, TimestampFault } from './timestamp-error.js';

const oids = {
  sha256: '2.16.840.1.101.3.4.2.1',
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
};
const hashNames: Record<string, string> = {
  '1.3.14.3.2.26': 'sha1',
  [oids.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
// The library asks for the browser's type, of which the runtime's own is not a kind.
const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as never });

export interface TimestampQuery {
  /** TimeStampReq, DER. */
  der: Buffer;
  nonce: Buffer;
}

/** What a token says, once it is proved. */
export interface ProvedToken {
  /** The authority's time, in milliseconds since the epoch. */
  at: number;
  nonce: Buffer | null;
}

/** Asks for a timestamp of the digest's bytes (hex): the imprint is their SHA-256. RFC 3161, 2.4.1. */
export function timestampQuery(digest: string): TimestampQuery {
  const nonce = randomBytes(8);
  // Positive, and without an empty byte before it: the shortest form, which comes back as it went.
  nonce[0] = (nonce[0]! & 0x3f) | 0x40;
  const query = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256 }),
      hashedMessage: new OctetString({ valueHex: imprintOf(digest) }),
    }),
    nonce: new Integer({ valueHex: nonce }),
    certReq: true,
  });
  return { der: Buffer.from(query.toSchema().toBER()), nonce };
}

/** The token (DER) of a response that grants one. */
export function grantedToken(response: Buffer): Buffer {
  const { status } = readable(() => TimeStampResp.fromBER(new Uint8Array(response))).status;
  if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods)
    throw new TimestampError(TimestampFault.Refused);
  const { result } = fromBER(response);
  const token = result instanceof Sequence ? result.valueBlock.value[1] : undefined;
  if (!token) throw new TimestampError(TimestampFault.Unreadable);
  return Buffer.from(token.valueBeforeDecodeView);
}

/**
 * Proves that the token (DER) is a timestamp of the digest (hex): its imprint, and the signature by the certificate that it
 * names by hash, which must be one for timestamps and in force at that time. Whose certificate it is, is for the reader to
 * judge. Throws a TimestampError.
 */
export async function proveToken(token: Buffer, digest: string): Promise<ProvedToken> {
  const signedData = readable(() => openSignedData(token));
  const info = readable(() => TSTInfo.fromBER(signedData.encapContentInfo.eContent!.getValue()));
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const isOfDigest =
    hashAlgorithm.algorithmId === oids.sha256 && imprintOf(digest).equals(hashedMessage.valueBlock.valueHexView);
  if (!isOfDigest) throw new TimestampError(TimestampFault.WrongImprint);
  const certificate = await signerOf(signedData, Buffer.from(digest, 'hex'));
  const at = info.genTime.getTime();
  if (!isForTimestamps(certificate, at) || !namesSigner(signedData, certificate))
    throw new TimestampError(TimestampFault.BadSignature);
  return { at, nonce: info.nonce ? Buffer.from(info.nonce.valueBlock.valueHexView) : null };
}

function imprintOf(digest: string): Buffer {
  return createHash('sha256').update(Buffer.from(digest, 'hex')).digest();
}

function openSignedData(token: Buffer): SignedData {
  const content = ContentInfo.fromBER(new Uint8Array(token));
  const signedData = new SignedData({ schema: content.content as unknown });
  const isTimestamp =
    content.contentType === oids.signedData &&
    signedData.version === 3 &&
    signedData.encapContentInfo.eContentType === oids.tstInfo &&
    signedData.signerInfos.length === 1 &&
    fromBER(token).offset === token.length;
  if (!isTimestamp) throw new TimestampError(TimestampFault.Unreadable);
  return signedData;
}

/** The certificate whose key signed. */
async function signerOf(signedData: SignedData, data: Buffer): Promise<Certificate> {
  const proof = await signedData
    .verify({ signer: 0, data: Uint8Array.from(data).buffer, extendedMode: true }, engine)
    .catch(() => null);
  if (!proof?.signatureVerified || !proof.signerCertificate) throw new TimestampError(TimestampFault.BadSignature);
  return proof.signerCertificate;
}

function isForTimestamps(certificate: Certificate, at: number): boolean {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === oids.extendedKeyUsage)?.parsedValue as unknown;
  return (
    usage instanceof ExtKeyUsage &&
    usage.keyPurposes.includes(oids.timeStamping) &&
    certificate.notBefore.value.getTime() <= at &&
    certificate.notAfter.value.getTime() >= at
  );
}

/** Whether what is signed names the certificate by its hash (RFC 5035): no other one with the same key will do. */
function namesSigner(signedData: SignedData, certificate: Certificate): boolean {
  const signed = signedData.signerInfos[0]!.signedAttrs?.attributes ?? [];
  const name = signed.find(({ type }) => type === oids.signingCertificateV2 || type === oids.signingCertificate);
  if (!name) return false;
  const { algorithm, hash } = readable(() => firstHash(name.values[0] as Sequence, name.type));
  if (algorithm === undefined) return false;
  return createHash(algorithm).update(Buffer.from(certificate.toSchema().toBER())).digest().equals(hash);
}

/** The first of the certificates named; without an algorithm it is SHA-1, or SHA-256 in the second version. */
function firstHash(attribute: Sequence, type: string): { algorithm: string | undefined; hash: Uint8Array } {
  const certificates = attribute.valueBlock.value[0] as Sequence;
  const parts = (certificates.valueBlock.value[0] as Sequence).valueBlock.value;
  const hash = parts.find((part) => part instanceof OctetString)!.valueBlock.valueHexView;
  if (!(parts[0] instanceof Sequence)) return { algorithm: type === oids.signingCertificate ? 'sha1' : 'sha256', hash };
  const algorithmId = (parts[0].valueBlock.value[0] as ObjectIdentifier).valueBlock.toString();
  return { algorithm: hashNames[algorithmId], hash };
}

/** Parsers fail in many ways; all of them mean the same. */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof TimestampError ? error : new TimestampError(TimestampFault.Unreadable);
  }
}
