import { Injectable } from '@nestjs/common';
import { KeyRing } from '../../common/crypto/index.js';
import { Database } from '../../common/database/index.js';
import { verifyLog, type VerificationFinding } from '../../common/events/index.js';
import { type CheckPart, CheckResult } from './dto/signature.dto.js';
import { SignatureChecker } from './signature-checker.js';
import { type StoredSignature, StoredSignatures } from './stored-signature.js';

/** A record that is not as it was, or that was lawfully erased. */
export interface RecordFinding {
  kind: 'signature' | 'event' | 'root';
  /** The signature's, the event's, or the day of the root. */
  id: string;
  /** `signature_personal`, `event_changed`, `lawfully_erased` …: a stable name. */
  what: string;
  isBroken: boolean;
}

const pageSize = 500;

/** Walks over everything that was ever sealed and names each record that is not as it was. */
@Injectable()
export class SignatureVerifier {
  constructor(
    private readonly stored: StoredSignatures,
    private readonly checker: SignatureChecker,
    private readonly database: Database,
    private readonly keyRing: KeyRing,
  ) {}

  async verifyAll(): Promise<RecordFinding[]> {
    const log = await verifyLog(this.database, this.keyRing);
    return [...log.map(ofLog), ...(await this.signatures()), ...(await this.missing())];
  }

  /** Every signature that there is. */
  async signatures(): Promise<RecordFinding[]> {
    const findings: RecordFinding[] = [];
    for (let after = ''; ;) {
      const page = await this.stored.after(this.database, after, pageSize);
      if (page.length === 0) return findings;
      findings.push(...(await this.findingsOf(page)));
      after = page.at(-1)!.id;
    }
  }

  /** A signature that ended while it was being read looks damaged: it is read once more before it is named. */
  private async findingsOf(page: readonly StoredSignature[]): Promise<RecordFinding[]> {
    const checks = await this.checker.checkAll(this.database, page);
    const doubtful = page.filter(({ id }) => checks.get(id)!.some(({ result }) => result === CheckResult.Broken));
    const again = await this.stored.byIds(
      this.database,
      doubtful.map(({ id }) => id),
    );
    const second = await this.checker.checkAll(this.database, again);
    return page.flatMap(({ id }) => (second.get(id) ?? checks.get(id)!).flatMap((check) => ofCheck(id, check)));
  }

  /** Signatures that the log tells of and that are gone: nothing takes one away, not even an erasure. */
  private async missing(): Promise<RecordFinding[]> {
    const findings: RecordFinding[] = [];
    for (let after = ''; ;) {
      const events = await this.database.query<{ id: string; facts: string }>(
        `SELECT id, facts FROM events WHERE type = 'papers.signed' AND id > ? ORDER BY id LIMIT ${pageSize}`,
        [after],
      );
      if (events.length === 0) return findings;
      const told = events.flatMap(({ facts }) => signedIn(facts));
      for (const id of await this.stored.missing(this.database, told)) {
        findings.push({ kind: 'signature', id, what: 'signature_missing', isBroken: true });
      }
      after = events.at(-1)!.id;
    }
  }
}

function ofLog({ eventId, day, kind }: VerificationFinding): RecordFinding {
  const isBroken = kind !== 'lawfully_erased';
  if (eventId === null) return { kind: 'root', id: day ?? '', what: kind, isBroken };
  return { kind: 'event', id: eventId, what: kind, isBroken };
}

function ofCheck(id: string, { part, result }: { part: CheckPart; result: CheckResult }): RecordFinding[] {
  if (result === CheckResult.Broken) return [{ kind: 'signature', id, what: `signature_${part}`, isBroken: true }];
  if (result === CheckResult.Erased) return [{ kind: 'signature', id, what: 'lawfully_erased', isBroken: false }];
  return [];
}

/** Facts that somebody damaged tell of nothing; that they were damaged is found by the log's own check. */
function signedIn(facts: string): string[] {
  try {
    return (JSON.parse(facts) as { papers: { id: string }[] }).papers.map(({ id }) => id);
  } catch {
    return [];
  }
}
