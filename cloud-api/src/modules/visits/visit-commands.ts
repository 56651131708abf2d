import { Injectable } from '@nestjs/common';
import { Permission } from '../../common/auth/index.js';
import { StaleRead, type Transaction } from '../../common/database/index.js';
import { type DoorState, DoorsService, outOfReach } from '../doors/index.js';
import type { CommandHandler, CommandOutcome, ReceivedCommand } from '../sync/index.js';
import { CompanionCheck } from './companion-check.js';
import { VisitCorrectPayload, VisitLogPayload, VisitVoidPayload } from './dto/visit-commands.dto.js';
import { authorsOf, paperTimeErrors, tellOfVisit, timeErrors, unique } from './visit-command-parts.js';
import { changedColumns, visitRow } from './visit-columns.js';
import { type StoredVisit, VisitRepository } from './visit.repository.js';
import { lateAfterMs, VisitSource } from './visit.rules.js';

/** What phones write about visits. A whole batch is one set: doors opened once, rows inserted once. */
@Injectable()
export class VisitCommands {
  constructor(
    private readonly visits: VisitRepository,
    private readonly doors: DoorsService,
    private readonly companions: CompanionCheck,
  ) {}

  handlers(): CommandHandler[] {
    const handlers = [
      { kind: 'visit.log', payload: VisitLogPayload, apply: this.log },
      { kind: 'visit.correct', payload: VisitCorrectPayload, apply: this.correct },
      { kind: 'visit.void', payload: VisitVoidPayload, apply: this.void },
    ];
    return handlers;
  }

  private log = async (
    transaction: Transaction,
    commands: readonly ReceivedCommand<VisitLogPayload>[],
  ): Promise<CommandOutcome[]> => {
    const { states } = await this.doors.openFor(transaction, commands);
    const outcomes = commands.map((command) => judgeArrival(command, states.get(command.payload.doorId)));
    const stored = commands.filter((_, index) => outcomes[index]!.result === 'stored');
    const gridOf = (command: ReceivedCommand<VisitLogPayload>) => states.get(command.payload.doorId)!.gridId;
    const companies = await this.companions.believed(
      transaction,
      stored.map(({ payload, clockOffset }) => ({
        door: states.get(payload.doorId)!,
        at: payload.startedAt + clockOffset,
        companions: payload.companions,
      })),
    );
    await this.visits.insert(
      transaction,
      stored.map((command, index) => visitRow(command, gridOf(command), companies[index])),
    );
    await this.doors.stamp(transaction, unique(stored.map(({ payload }) => payload.doorId)));
    for (const command of stored) {
      const { doorId, outcome } = command.payload;
      tellOfVisit(transaction, command, {
        type: 'visit.logged',
        visitId: command.id,
        doorId,
        gridId: gridOf(command),
        facts: { outcome },
      });
    }
    return outcomes;
  };

  private correct = async (
    transaction: Transaction,
    commands: readonly ReceivedCommand<VisitCorrectPayload>[],
  ): Promise<CommandOutcome[]> =>
    this.change(transaction, commands, 'visit.corrected', async (command, visit, door) => {
      const { changes } = command.payload;
      const isPaper = visit.source === VisitSource.Paper;
      // What is read off a page is no reading of the phone's clock, and late by nature.
      const clockOffset = isPaper ? 0 : command.clockOffset;
      const startedAt = changes.startedAt === undefined ? visit.startedAt : changes.startedAt + clockOffset;
      const endedAt = changes.endedAt === undefined ? visit.endedAt : changes.endedAt + clockOffset;
      const timesOf = isPaper ? paperTimeErrors : timeErrors;
      const errors = timesOf(startedAt, endedAt, command.receivedAt, 'payload.changes');
      if (isPaper && changes.photoIds !== undefined && changes.photoIds[0] !== visit.photoIds[0]) {
        errors.push({ field: 'payload.changes.photoIds', rule: 'page_photo_first' });
      }
      if (errors.length > 0) return { refused: { result: 'invalid', errors } };
      const movedBack = startedAt < visit.startedAt && command.acceptedBy === null && !isPaper;
      if (movedBack && isLate(startedAt, command)) return { refused: tooLate(door) };
      const company = [{ door, at: startedAt, companions: changes.companions }];
      const [companions] = await this.companions.believed(transaction, company);
      const presentResidentIds =
        changes.presentResidentIds && (await this.doors.residentsNow(transaction, door.id, changes.presentResidentIds));
      return { columns: changedColumns({ ...changes, companions, presentResidentIds }, clockOffset) };
    });

  private void = async (
    transaction: Transaction,
    commands: readonly ReceivedCommand<VisitVoidPayload>[],
  ): Promise<CommandOutcome[]> =>
    this.change(transaction, commands, 'visit.voided', () => Promise.resolve({ columns: { voided: 1 } }));

  /** Corrections go one after another, because two of them may be about the same visit. */
  private async change<P extends { visitId: string; baseVersion: number }>(
    transaction: Transaction,
    commands: readonly ReceivedCommand<P>[],
    type: string,
    columnsOf: (
      command: ReceivedCommand<P>,
      visit: StoredVisit,
      door: DoorState,
    ) => Promise<{ columns: ReturnType<typeof changedColumns> } | { refused: CommandOutcome }>,
  ): Promise<CommandOutcome[]> {
    const ids = unique(commands.map(({ payload }) => payload.visitId));
    const doorIds = (await this.visits.byIds(transaction, ids)).map((visit) => visit.doorId);
    const { states } = await this.doors.open(transaction, authorsOf(commands), unique(doorIds));
    const visits = new Map((await this.visits.byIds(transaction, ids)).map((visit) => [visit.id, visit]));
    if ([...visits.values()].some(({ doorId }) => !states.has(doorId))) {
      throw new StaleRead('a door was merged while its leaf was being locked');
    }
    const outcomes: CommandOutcome[] = [];
    const touched: string[] = [];
    for (const command of commands) {
      const visit = visits.get(command.payload.visitId);
      const door = visit && states.get(visit.doorId);
      const refused = refusal(visit, door, command);
      if (refused) {
        outcomes.push(refused);
        continue;
      }
      const change = await columnsOf(command, visit!, door!);
      if ('refused' in change) {
        outcomes.push(change.refused);
        continue;
      }
      await this.visits.change(transaction, visit!, change.columns);
      visit!.version += 1;
      visit!.voided ||= change.columns.voided === 1;
      touched.push(door!.id);
      tellOfVisit(transaction, command, {
        type,
        visitId: visit!.id,
        doorId: door!.id,
        gridId: door!.gridId,
        facts: { version: visit!.version },
      });
      outcomes.push({ result: 'stored', recordVersion: visit!.version });
    }
    await this.doors.stamp(transaction, unique(touched));
    return outcomes;
  }
}

/** Stored when it is plain; quarantined when a village head must look; invalid when the times cannot be. */
function judgeArrival(command: ReceivedCommand<VisitLogPayload>, door: DoorState | undefined): CommandOutcome {
  const { payload, clockOffset, receivedAt } = command;
  const startedAt = payload.startedAt + clockOffset;
  const errors = timeErrors(startedAt, payload.endedAt + clockOffset, receivedAt, 'payload');
  if (payload.outcome === 'met' && payload.faceToFace === undefined) {
    errors.push({ field: 'payload.faceToFace', rule: 'required_when_met' });
  }
  if (errors.length > 0) return { result: 'invalid', errors };
  const refused = outOfReach(command, Permission.VisitWrite, door);
  if (refused) return refused;
  if (command.acceptedBy === null && isLate(startedAt, command)) return tooLate(door!);
  return { result: 'stored', recordVersion: 1 };
}

function refusal(
  visit: StoredVisit | undefined,
  door: DoorState | undefined,
  command: ReceivedCommand<{ baseVersion: number }>,
): CommandOutcome | null {
  // Whoever may enter lines of paper mends them too.
  const permission = visit?.source === VisitSource.Paper ? Permission.VisitEnter : Permission.VisitWrite;
  const refused = outOfReach(command, permission, door);
  if (refused || !visit) return refused;
  if (visit.voided || visit.version !== command.payload.baseVersion) {
    return { result: 'conflict', reason: 'stale_version', recordVersion: visit.version };
  }
  return null;
}

function tooLate(door: DoorState): CommandOutcome {
  return { result: 'quarantined', reason: 'too_late', doorId: door.id, gridId: door.gridId };
}

function isLate(startedAt: number, { receivedAt }: ReceivedCommand): boolean {
  return receivedAt - startedAt > lateAfterMs;
}
