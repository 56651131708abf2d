import { Severity } from '../plans/index.js';
import { ApprovalReason, ContentVerdict } from './dto/directive.dto.js';

/** Why a second person has to look before a directive goes out; null when nobody has to. */
export function reasonToApprove(severity: Severity, verdict: ContentVerdict): ApprovalReason | null {
  if (severity === Severity.Critical) return ApprovalReason.Critical;
  if (verdict === ContentVerdict.Unavailable) return ApprovalReason.CheckUnavailable;
  return verdict === ContentVerdict.Risky ? ApprovalReason.CheckRisky : null;
}
