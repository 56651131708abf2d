import type { DoorState } from '../doors/index.js';
import type { CommandOutcome } from '../sync/index.js';
import type { SigningContext } from './signing-context.js';
import { endedBy } from './signing-judge.js';
import type { SigningCommand } from './signing-parts.js';
import type { AcceptedSitting } from './sitting-evidence.js';

export interface JudgedSitting {
  door: DoorState | null;
  /** The resident who signs, when the door has such a one. */
  residentId: string | null;
  /** Null when the sitting is good. */
  refused: CommandOutcome | null;
}

/** Judges sittings in their order: those that are taken are what holds already to those that follow. */
export function takeInOrder<C extends SigningCommand>(
  commands: readonly C[],
  context: SigningContext,
  judge: (command: C) => JudgedSitting,
): { accepted: AcceptedSitting[]; outcomes: CommandOutcome[] } {
  const accepted: AcceptedSitting[] = [];
  const outcomes = commands.map((command): CommandOutcome => {
    const { door, residentId, refused } = judge(command);
    if (refused) return refused;
    accepted.push({ command, door, residentId, ends: endedBy(command, context) });
    takeIn(command, residentId, context);
    return { result: 'stored', recordVersion: 1 };
  });
  return { accepted, outcomes };
}

function takeIn({ payload }: SigningCommand, residentId: string | null, context: SigningContext): void {
  for (const paper of payload.papers) {
    context.taken.add(paper.id);
    context.standing = context.standing.filter(({ id }) => id !== paper.replaces);
    context.standing.push({
      id: paper.id,
      doorId: payload.doorId ?? null,
      letterId: paper.letterId ?? null,
      templateKey: context.versions.get(paper.versionId)!.templateKey,
      residentId,
    });
  }
}
