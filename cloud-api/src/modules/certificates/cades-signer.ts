import { createHash, webcrypto } from 'node:crypto';
import { Signer } from '@signpdf/utils';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  Attribute,
  Certificate,
  ContentInfo,
  CryptoEngine,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import type { PdfKey } from './pdf-key.js';

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
};
// The library asks for the browser's type, of which the runtime's own is not a kind.
const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as never });

/**
 * A detached CAdES signature as PAdES B-B asks for it (ETSI EN 319 142-1): the attributes name the signing certificate by
 * its hash, and the time of signing stands in the PDF, not in an attribute.
 */
export class CadesSigner extends Signer {
  constructor(private readonly key: PdfKey) {
    super();
  }

  override async sign(content: Buffer): Promise<Buffer> {
    const [certificate, ...others] = this.key.chain.map(({ raw }) => Certificate.fromBER(raw));
    const attributes = [
      attribute(oids.contentType, new ObjectIdentifier({ value: oids.data })),
      attribute(oids.messageDigest, new OctetString({ valueHex: sha256(content) })),
      attribute(oids.signingCertificateV2, signingCertificate(this.key.certificate.raw)),
    ];
    const signer = new SignerInfo({
      version: 1,
      sid: new IssuerAndSerialNumber({ issuer: certificate!.issuer, serialNumber: certificate!.serialNumber }),
      signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
    });
    const signed = new SignedData({
      version: 1,
      encapContentInfo: new EncapsulatedContentInfo({ eContentType: oids.data }),
      certificates: [certificate!, ...others],
      signerInfos: [signer],
    });
    await signed.sign(await this.importKey(), 0, 'SHA-256', new Uint8Array(content), engine);
    const info = new ContentInfo({ contentType: oids.signedData, content: signed.toSchema(true) });
    return Buffer.from(info.toSchema().toBER());
  }

  private importKey() {
    const der = this.key.privateKey.export({ type: 'pkcs8', format: 'der' });
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  }
}

function attribute(type: string, value: ObjectIdentifier | OctetString | Sequence): Attribute {
  return new Attribute({ type, values: [value] });
}

/** SigningCertificateV2 with one ESSCertIDv2, whose hash is SHA-256 by default (RFC 5035). */
function signingCertificate(certificate: Buffer): Sequence {
  const identifier = new Sequence({ value: [new OctetString({ valueHex: sha256(certificate) })] });
  return new Sequence({ value: [new Sequence({ value: [identifier] })] });
}

function sha256(bytes: Buffer): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
