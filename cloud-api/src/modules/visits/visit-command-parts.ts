import type { Actor } from '../../common/auth/index.js';
import type { Transaction } from '../../common/database/index.js';
import type { FieldError } from '../../common/problem/index.js';
import { type ReceivedCommand, toleratedFutureMs } from '../sync/index.js';
import { earliestPaperMs, longestVisitMs } from './visit.rules.js';

/** What cannot be about the times of a visit; `prefix` leads to the fields, `payload` or `payload.changes`. */
export function timeErrors(startedAt: number, endedAt: number, receivedAt: number, prefix: string): FieldError[] {
  const errors: FieldError[] = [];
  if (startedAt > receivedAt + toleratedFutureMs) errors.push({ field: `${prefix}.startedAt`, rule: 'not_in_future' });
  if (endedAt > receivedAt + toleratedFutureMs) errors.push({ field: `${prefix}.endedAt`, rule: 'not_in_future' });
  if (endedAt < startedAt) errors.push({ field: `${prefix}.endedAt`, rule: 'not_before_start' });
  if (endedAt - startedAt > longestVisitMs) errors.push({ field: `${prefix}.endedAt`, rule: 'within_12_hours' });
  return errors;
}

/** The same of a line of paper, where a year is easily misread. */
export function paperTimeErrors(startedAt: number, endedAt: number, receivedAt: number, prefix: string): FieldError[] {
  const errors = timeErrors(startedAt, endedAt, receivedAt, prefix);
  if (startedAt < earliestPaperMs) errors.push({ field: `${prefix}.startedAt`, rule: 'not_before_2000' });
  return errors;
}

/** Records what a command did to a visit; coverage follows its door. */
export function tellOfVisit(
  transaction: Transaction,
  command: ReceivedCommand,
  what: { type: string; visitId: string; doorId: string; gridId: number; facts: Record<string, unknown> },
): void {
  transaction.record({
    type: what.type,
    actorId: command.author.personId,
    subject: { kind: 'visit', id: what.visitId },
    regionId: what.gridId,
    facts: { ...what.facts, doorId: what.doorId, commandId: command.id, hash: command.hash },
    personal: command.canonical,
    doorIds: [what.doorId],
  });
}

export function authorsOf(commands: readonly ReceivedCommand[]): Actor[] {
  return commands.map(({ author }) => author);
}

export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
