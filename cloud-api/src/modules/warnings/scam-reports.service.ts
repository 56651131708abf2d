import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { Database, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { RegionsService } from '../regions/index.js';
import type {
  MyScamReports,
  ReporterPhone,
  ScamReport,
  ScamReportList,
  ScamReportQuery,
} from './dto/scam-report.dto.js';
import { type ReportRecord, ScamReportRepository } from './scam-report.repository.js';
import { toScamReport } from './scam-report.mapper.js';

const reportsPerPage = 30;
const mostOwn = 100;

/** What people told, as they see it themselves and as the office works through it. */
@Injectable()
export class ScamReportsService {
  constructor(
    private readonly reports: ScamReportRepository,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  async mine(actor: Actor): Promise<MyScamReports> {
    const reports = await this.reports.ofPerson(this.database, actor.personId, mostOwn);
    return { items: reports.map((report) => toScamReport(report, actor, this.cipher)) };
  }

  async list(
    actor: Actor,
    { regionId, state, after, limit = reportsPerPage }: ScamReportQuery,
  ): Promise<ScamReportList> {
    const [path] = await this.regions.reachablePaths(actor, Permission.CascadeRead, regionId);
    const last = after === undefined ? null : await this.lastOfPage(path!, after);
    const [found, open] = await Promise.all([
      this.reports.page(this.database, { path: path!, state, after: last, limit: limit + 1 }),
      this.reports.countNew(this.database, path!),
    ]);
    const page = found.slice(0, limit);
    return {
      items: page.map((report) => toScamReport(report, actor, this.cipher)),
      next: found.length > limit ? page.at(-1)!.id : null,
      open,
    };
  }

  async one(actor: Actor, id: string): Promise<ScamReport> {
    const report = await this.reports.find(this.database, id);
    if (!report || !actor.canAt(Permission.CascadeRead, report.path)) throw Problem.notFound();
    return toScamReport(report, actor, this.cipher);
  }

  /** Handling it again in the same words changes nothing; in others it is decided already. */
  async handle(actor: Actor, id: string, note: string): Promise<ScamReport> {
    return this.database.transaction(async (transaction) => {
      const report = await this.managed(transaction, actor, id);
      const words = note.trim();
      if (await this.reports.handle(transaction, id, actor.personId, this.clock.now(), words)) {
        transaction.record(about('scam_report.handled', actor, report));
      } else {
        const { note: said } = (await this.reports.find(transaction, id))!;
        if (said !== words) throw new Problem(409, ErrorCode.AlreadyDecided);
      }
      return toScamReport((await this.reports.find(transaction, id))!, actor, this.cipher);
    });
  }

  /** A 404 also when no number was left. */
  async phone(actor: Actor, id: string): Promise<ReporterPhone> {
    return this.database.transaction(async (transaction) => {
      const report = await this.managed(transaction, actor, id);
      if (report.phoneCipher === null) throw Problem.notFound();
      transaction.record(about('scam_report.phone_shown', actor, report));
      return { phone: this.cipher.decrypt(report.phoneCipher) };
    });
  }

  private async managed(transaction: Transaction, actor: Actor, id: string): Promise<ReportRecord> {
    const report = await this.reports.find(transaction, id);
    if (!report || !actor.canAt(Permission.DirectiveManage, report.path)) throw Problem.notFound();
    return report;
  }

  private async lastOfPage(path: string, id: string): Promise<ReportRecord> {
    const report = await this.reports.find(this.database, id);
    if (!report?.path.startsWith(path)) throw Problem.validation([{ field: 'after', rule: 'page' }]);
    return report;
  }
}

/** With what was done about it left out: people write names into it. */
function about(type: string, { personId }: Actor, { id, regionId }: ReportRecord) {
  return { type, actorId: personId, subject: { kind: 'scam_report', id }, regionId, facts: {} };
}
