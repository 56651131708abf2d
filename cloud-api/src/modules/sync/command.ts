import type { Actor } from '../../common/auth/index.js';
import type { Transaction } from '../../common/database/index.js';
import type { FieldError } from '../../common/problem/index.js';

/** A write as it left the phone. Its id was made there and is its name for ever. */
export interface PhoneCommand {
  id: string;
  kind: string;
  schema: number;
  /** Milliseconds by the phone's clock. */
  happenedAt: number;
  payload: object;
}

/** A command whose shape is right, with what the server knows about its arrival. */
export interface ReceivedCommand<P extends object = object> {
  id: string;
  kind: string;
  payload: P;
  hash: string;
  /** The RFC 8785 text of the command as sent: what the hash covers and the event log commits to. */
  canonical: string;
  /** By the phone's clock, not corrected. */
  happenedAt: number;
  receivedAt: number;
  /** Milliseconds to add to the phone's times. */
  clockOffset: number;
  /** Whoever wrote it on their phone. */
  author: Actor;
  /** Whoever accepted it out of quarantine: lateness is settled then, and the scope is theirs. */
  acceptedBy: Actor | null;
}

export const QuarantineReason = {
  OutOfScope: 'out_of_scope',
  TooLate: 'too_late',
  UnknownDoor: 'unknown_door',
  DoorClosed: 'door_closed',
  VisitorLeftPost: 'visitor_left_post',
} as const;
export type QuarantineReason = (typeof QuarantineReason)[keyof typeof QuarantineReason];

export const ConflictReason = {
  IdReused: 'id_reused',
  StaleVersion: 'stale_version',
  DoorExists: 'door_exists',
  AlreadySigned: 'already_signed',
} as const;
export type ConflictReason = (typeof ConflictReason)[keyof typeof ConflictReason];

export type CommandOutcome =
  | { result: 'stored'; recordVersion: number }
  | { result: 'conflict'; reason: ConflictReason; recordVersion?: number }
  | { result: 'quarantined'; reason: QuarantineReason; doorId: string | null; gridId: number | null }
  | { result: 'invalid'; errors: FieldError[] };

/**
 * Carries out commands of one kind. It gets all that came together in one transaction, from one phone or from many, so
 * that it can work on them as a set, and answers each in order. What it answers as conflict, quarantined or invalid it
 * has not written.
 */
export interface CommandHandler<P extends object = object> {
  readonly kind: string;
  readonly payload: new () => P;
  /** Whether people who never held a post may send it: villagers, for what is their own. */
  readonly ofEverybody?: boolean;
  apply(transaction: Transaction, commands: readonly ReceivedCommand<P>[]): Promise<CommandOutcome[]>;
}
