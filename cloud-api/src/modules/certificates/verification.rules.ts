import { maskName } from '../../common/crypto/index.js';
import { CheckResult, type InspectedSignature, SignatureState } from '../signatures/index.js';
import { type Verification, VerdictReason } from './dto/certificate.dto.js';

/** Whether something of the signature is not as it was signed. */
export function isTampered({ checks }: Pick<InspectedSignature, 'checks'>): boolean {
  return checks.some(({ result }) => result === CheckResult.Broken);
}

/** What anybody may know of a signature: the masked name and nothing else of the person. */
export function toVerification(inspected: InspectedSignature): Verification {
  const { record, checks } = inspected;
  const { code, state, placeName, signedAt, receivedAt, sealedAt, digest, keyId, algorithm, version } = record;
  return {
    code,
    valid: state === SignatureState.InForce && !isTampered(inspected),
    reason: reasonOf(inspected),
    title: version.title,
    maskedName: record.personal ? maskName(record.personal.signer.name) : '',
    placeName,
    state,
    signedAt,
    receivedAt,
    sealedAt,
    versionHash: version.hash,
    versionNumber: version.number,
    digest,
    keyId,
    algorithm,
    checks,
  };
}

const reasonsOfState: Record<SignatureState, VerdictReason | null> = {
  in_force: null,
  withdrawn: VerdictReason.Withdrawn,
  replaced: VerdictReason.Replaced,
  erased: VerdictReason.LawfullyErased,
};

/** The gravest thing that is to be said. */
function reasonOf(inspected: InspectedSignature): VerdictReason | null {
  const { state, onReplacedVersion, sealedAt } = inspected.record;
  if (isTampered(inspected)) return VerdictReason.Tampered;
  if (state !== SignatureState.InForce) return reasonsOfState[state];
  if (onReplacedVersion) return VerdictReason.ReplacedVersion;
  return sealedAt === null ? VerdictReason.NotSealedYet : null;
}
