import { maskName } from '../../common/crypto/index.js';
import { type DocumentValues, renderDocument } from '../documents/index.js';
import { Capacity, Mark } from './signing.rules.js';
import type { SignatureBrief, SignatureCheck, SignatureDetail } from './dto/signature.dto.js';
import type { SignatureRecord } from './signature-record.js';

const erasedName = '（已依法删除）';

export function toBrief(record: SignatureRecord, mayName: boolean): SignatureBrief {
  const name = record.personal?.signer.name;
  return {
    id: record.id,
    templateKey: record.templateKey,
    kind: record.kind,
    title: record.version.title,
    signerName: name === undefined ? erasedName : mayName ? name : maskName(name),
    capacity: record.personal?.signer.capacity ?? Capacity.Household,
    method: record.method,
    state: record.state,
    signedAt: record.signedAt,
    receivedAt: record.receivedAt,
  };
}

export function toDetail(
  record: SignatureRecord,
  checks: SignatureCheck[],
  { doorLabel, publicUrl }: { doorLabel: string | null; publicUrl: string },
): SignatureDetail {
  const { personal, version, reading } = record;
  return {
    ...toBrief(record, true),
    doorId: record.doorId,
    doorLabel,
    placeName: record.placeName,
    relation: personal?.signer.relation ?? null,
    onBehalfOf: personal?.signer.onBehalfOf ?? null,
    proxyReason: personal?.signer.proxyReason ?? null,
    mark: record.mark,
    witnessName: record.witnessName,
    paper: version.content && renderDocument(version.content, (personal?.values ?? {}) satisfies DocumentValues),
    versionNumber: version.number,
    versionHash: version.hash,
    onReplacedVersion: record.onReplacedVersion,
    openedAt: reading.openedAt,
    dwellMs: reading.dwellMs,
    reachedEnd: reading.reachedEnd,
    playedMs: reading.playedMs,
    hasInk: record.ink !== null && record.mark === Mark.Drawn,
    photoIds: record.photoIds,
    accuracyMetres: personal?.place?.accuracyMetres ?? null,
    device: personal?.device ?? null,
    digest: record.digest,
    algorithm: record.algorithm,
    keyId: record.keyId,
    verifyUrl: `${publicUrl}/verify/${record.code}`,
    sealedAt: record.sealedAt,
    ending: record.ending,
    checks,
  };
}
