import { type Actor, Permission } from '../../common/auth/index.js';
import { type Cipher, maskName, maskPhone } from '../../common/crypto/index.js';
import type { ScamReport } from './dto/scam-report.dto.js';
import { maskNumbers } from './report.rules.js';
import type { ReportRecord } from './scam-report.repository.js';

/** A report as the actor may see it: whoever told it sees what they wrote, others by what they may see at the place. */
export function toScamReport(report: ReportRecord, actor: Actor, cipher: Cipher): ScamReport {
  const isOwn = report.personId === actor.personId;
  const story = cipher.decrypt(report.story);
  const seesNames = isOwn || actor.canAt(Permission.DoorNames, report.path);
  const seesNumbers = isOwn || actor.canAt(Permission.DoorPhone, report.path);
  return {
    id: report.id,
    fraudType: report.fraudType,
    story: seesNumbers ? story : maskNumbers(story),
    placeName: report.placeName,
    reporterName: seesNames ? report.reporterName : maskName(report.reporterName),
    phoneMasked: report.phoneCipher === null ? null : maskPhone(cipher.decrypt(report.phoneCipher)),
    photoIds: report.photoIds,
    directiveId: report.directiveId,
    directiveTitle: report.directiveTitle,
    state: report.state,
    createdAt: report.createdAt,
    handledByName: report.handledByName,
    handledAt: report.handledAt,
    note: report.note,
  };
}
