import { Injectable } from '@nestjs/common';
import { Permission } from '../../common/auth/index.js';
import type { Transaction } from '../../common/database/index.js';
import type { FieldError } from '../../common/problem/index.js';
import { type DoorState, DoorsService, mayAt, outOfReach } from '../doors/index.js';
import type { CommandHandler, CommandOutcome, ReceivedCommand } from '../sync/index.js';
import { CompanionCheck } from './companion-check.js';
import { VisitEnterPaperPayload } from './dto/visit-commands.dto.js';
import { type Holdings, PaperRepository } from './paper.repository.js';
import { canHaveVisited } from './paper.rules.js';
import { paperTimeErrors, tellOfVisit, unique } from './visit-command-parts.js';
import { paperRow } from './visit-columns.js';
import { VisitRepository } from './visit.repository.js';
import { VisitSource } from './visit.rules.js';

type PaperLine = ReceivedCommand<VisitEnterPaperPayload>;

/** What the lines of a batch are judged by. */
interface Evidence {
  states: ReadonlyMap<string, DoorState>;
  holdings: ReadonlyMap<string, Holdings>;
  uploaders: ReadonlyMap<string, string>;
}

/** Lines of paper registers that are entered later, by the visitor or by an office for them. */
@Injectable()
export class PaperCommands {
  constructor(
    private readonly visits: VisitRepository,
    private readonly paper: PaperRepository,
    private readonly doors: DoorsService,
    private readonly companions: CompanionCheck,
  ) {}

  handlers(): CommandHandler[] {
    const handlers = [{ kind: 'visit.enter_paper', payload: VisitEnterPaperPayload, apply: this.enter }];
    return handlers;
  }

  private enter = async (transaction: Transaction, lines: readonly PaperLine[]): Promise<CommandOutcome[]> => {
    const evidence = await this.evidence(transaction, lines);
    const outcomes = lines.map((line) => judgeLine(line, evidence));
    const stored = lines.filter((_, index) => outcomes[index]!.result === 'stored');
    const gridOf = ({ payload }: PaperLine) => evidence.states.get(payload.doorId)!.gridId;
    const companies = await this.companions.believed(
      transaction,
      stored.map(({ payload: { doorId, startedAt, companions } }) => ({
        door: evidence.states.get(doorId)!,
        at: startedAt,
        companions,
      })),
    );
    await this.visits.insert(
      transaction,
      stored.map((line, index) => paperRow(line, gridOf(line), companies[index])),
    );
    await this.doors.stamp(transaction, unique(stored.map(({ payload }) => payload.doorId)));
    for (const line of stored) {
      const { doorId, outcome } = line.payload;
      const facts = { outcome, source: VisitSource.Paper, visitorId: visitorOf(line) };
      tellOfVisit(transaction, line, { type: 'visit.logged', visitId: line.id, doorId, gridId: gridOf(line), facts });
    }
    return outcomes;
  };

  private async evidence(transaction: Transaction, lines: readonly PaperLine[]): Promise<Evidence> {
    const { states } = await this.doors.openFor(transaction, lines);
    const doorIds = unique(lines.map(({ payload }) => payload.doorId));
    const visitorIds = unique(lines.filter(isForAnother).map(visitorOf));
    const photoIds = unique(lines.map(({ payload }) => payload.pagePhotoId));
    return {
      states,
      holdings: await this.paper.holdings(transaction, visitorIds, doorIds),
      uploaders: await this.paper.uploaders(transaction, photoIds),
    };
  }
}

/** Paper is late by nature, so lateness brings no line into quarantine; a reach that is missing does. */
function judgeLine(line: PaperLine, evidence: Evidence): CommandOutcome {
  const door = evidence.states.get(line.payload.doorId);
  const unreadable = lineErrors(line, evidence);
  if (unreadable.length > 0) return { result: 'invalid', errors: unreadable };
  const permission = isForAnother(line) ? Permission.QuarantineDecide : Permission.VisitEnter;
  const refused = outOfReach(line, permission, door);
  if (refused) return refused;
  const errors = visitorErrors(line, door!, evidence);
  return errors.length > 0 ? { result: 'invalid', errors } : { result: 'stored', recordVersion: 1 };
}

function lineErrors({ payload, receivedAt, author }: PaperLine, { uploaders }: Evidence): FieldError[] {
  const { startedAt, endedAt = startedAt, pagePhotoId } = payload;
  const errors = paperTimeErrors(startedAt, endedAt, receivedAt, 'payload');
  if (uploaders.get(pagePhotoId) !== author.personId) {
    errors.push({ field: 'payload.pagePhotoId', rule: 'uploaded_by_author' });
  }
  return errors;
}

/** Whoever visits nobody, as an office does, has to say who was there; and those named must have been able to. */
function visitorErrors(line: PaperLine, door: DoorState, { holdings }: Evidence): FieldError[] {
  const { author, acceptedBy, payload } = line;
  if (!isForAnother(line)) {
    const visits = acceptedBy !== null || mayAt(author, Permission.VisitWrite, door);
    return visits ? [] : [{ field: 'payload.visitorId', rule: 'required' }];
  }
  const known = canHaveVisited(door, payload.startedAt, holdings.get(payload.visitorId!)!);
  return known ? [] : [{ field: 'payload.visitorId', rule: 'visitor_of_this_door' }];
}

function isForAnother({ author, payload }: PaperLine): boolean {
  return payload.visitorId !== undefined && payload.visitorId !== author.personId;
}

function visitorOf({ author, payload }: PaperLine): string {
  return payload.visitorId ?? author.personId;
}
