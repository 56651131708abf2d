import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock, dayMs } from '../../common/clock/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { Database, isDuplicateKey, type Queryable, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { PhotoOwners } from '../files/index.js';
import { NotificationTarget, Notifier } from '../notifications/index.js';
import { type NewScamReport, type ScamReport, ScamReportState } from './dto/scam-report.dto.js';
import { callablePhone } from './report.rules.js';
import { ReportOffice } from './report-office.js';
import { type ReportRecord, ScamReportRepository } from './scam-report.repository.js';
import { toScamReport } from './scam-report.mapper.js';
import { isForEverybody } from './warning.rules.js';
import { WarningRepository } from './warning.repository.js';
import { WarningsService } from './warnings.service.js';

const mostPerDay = 20;

/** "I met this scam": somebody tells the office of their place. */
@Injectable()
export class ScamReporting {
  constructor(
    private readonly reports: ScamReportRepository,
    private readonly warnings: WarningsService,
    private readonly published: WarningRepository,
    private readonly office: ReportOffice,
    private readonly photos: PhotoOwners,
    private readonly notifier: Notifier,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  /** Sent again, it is answered as the first time; something else under its id is a conflict. */
  async report(actor: Actor, { phone: typed, ...told }: NewScamReport): Promise<ScamReport> {
    const phone = typed === undefined ? null : callablePhone(typed);
    if (typed !== undefined && phone === null) throw Problem.validation([{ field: 'phone', rule: 'phone' }]);
    const report = { ...told, story: told.story.trim(), phone };
    if (report.directiveId !== undefined) await this.requireKnown(actor, report.directiveId);
    return this.database.transaction(async (transaction) => {
      await this.published.holdPerson(transaction, actor.personId);
      const earlier = await this.reports.find(transaction, report.id);
      if (!earlier) await this.keep(transaction, actor, report);
      else if (!this.isSame(earlier, actor, report)) throw Problem.conflict('the id is that of another report');
      return toScamReport((await this.reports.find(transaction, report.id))!, actor, this.cipher);
    });
  }

  private async keep(transaction: Transaction, actor: Actor, report: Told): Promise<void> {
    await this.photos.requireOwn(transaction, actor.personId, report.photoIds ?? [], 'photoIds');
    const now = this.clock.now();
    if ((await this.reports.countSince(transaction, actor.personId, now - dayMs)) >= mostPerDay) {
      throw new Problem(429, ErrorCode.TooManyRequests, { retryAfterSeconds: dayMs / 1000 });
    }
    const regionId = await this.placeOf(transaction, actor);
    await this.unlessTaken(
      this.reports.insert(transaction, {
        id: report.id,
        person_id: actor.personId,
        region_id: regionId,
        directive_id: report.directiveId ?? null,
        fraud_type: report.fraudType,
        story: this.cipher.encrypt(report.story),
        phone_cipher: report.phone === null ? null : this.cipher.encrypt(report.phone),
        photo_ids: JSON.stringify(report.photoIds ?? []),
        state: ScamReportState.New,
        created_at: now,
        handled_by: null,
        handled_at: null,
        note: null,
      }),
    );
    transaction.record({
      type: 'scam_report.made',
      actorId: actor.personId,
      subject: { kind: 'scam_report', id: report.id },
      regionId,
      facts: {
        fraudType: report.fraudType,
        directiveId: report.directiveId ?? null,
        photos: report.photoIds?.length ?? 0,
        hasPhone: report.phone !== null,
      },
    });
    await this.tellOffice(transaction, actor, (await this.reports.find(transaction, report.id))!);
  }

  private async tellOffice(transaction: Transaction, { personId: reporter }: Actor, report: ReportRecord) {
    const people = await this.office.above(transaction, report.path);
    const notices = people
      .filter((personId) => personId !== reporter)
      .map((personId) => ({
        personId,
        kind: 'report',
        title: '有群众反映遇到诈骗',
        body: `${report.placeName}，请查看并处理。`,
        target: { kind: NotificationTarget.Report, id: report.id },
        pressing: false,
        occasion: `report:${report.id}`,
      }));
    await this.notifier.tell(transaction, notices);
  }

  /** What is meant for everybody may be met on anybody's phone; of the rest, only what came to the actor exists for them. */
  private async requireKnown(actor: Actor, directiveId: string): Promise<void> {
    const warning = await this.published.current(this.database, directiveId);
    if (warning && isForEverybody(warning.kind)) return;
    await this.warnings.require(actor, directiveId).catch(() => {
      throw Problem.validation([{ field: 'directiveId', rule: 'unknown_directive' }]);
    });
  }

  /** Where the office of their work hears them, or else that of their home. */
  private async placeOf(on: Queryable, actor: Actor): Promise<number> {
    const [post] = actor.posts;
    const home = post || actor.residentId === null ? null : await this.reports.gridOf(on, actor.residentId);
    const place = post?.regionId ?? home ?? (await this.reports.lastPlaceOf(on, actor.personId));
    if (place === null) throw Problem.conflict('nobody knows which office would hear this');
    return place;
  }

  private isSame(earlier: ReportRecord, { personId }: Actor, report: Told): boolean {
    return (
      earlier.personId === personId &&
      earlier.fraudType === report.fraudType &&
      earlier.directiveId === (report.directiveId ?? null) &&
      earlier.photoIds.join() === (report.photoIds ?? []).join() &&
      this.cipher.decrypt(earlier.story) === report.story &&
      (earlier.phoneCipher === null ? null : this.cipher.decrypt(earlier.phoneCipher)) === report.phone
    );
  }

  /** Somebody else took the same id a moment ago. */
  private async unlessTaken(inserted: Promise<void>): Promise<void> {
    try {
      await inserted;
    } catch (error) {
      if (isDuplicateKey(error)) throw Problem.conflict('the id is that of another report');
      throw error;
    }
  }
}

type Told = Omit<NewScamReport, 'phone'> & { phone: string | null };
