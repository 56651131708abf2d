import type { KeyRing } from '../../common/crypto/index.js';
import type { Transaction } from '../../common/database/index.js';
import { endingMessage, type SealedEnding } from './evidence.rules.js';

/** Tells the log of an ending, with the server's seal: who writes into the database cannot end a signature. */
export function tellOfEnding(
  transaction: Transaction,
  keyRing: KeyRing,
  ending: SealedEnding,
  { regionId, doorId, reason }: { regionId: number | null; doorId: string | null; reason?: string },
): void {
  const { signatureId, kind, endedAt, endedBy, replacedBy } = ending;
  transaction.record({
    type: `signature.${kind}`,
    actorId: endedBy,
    subject: { kind: 'signature', id: signatureId },
    regionId,
    facts: { endedAt, endedBy, replacedBy, seal: { ...keyRing.sign(endingMessage(ending)) } },
    ...(reason === undefined ? {} : { personal: { reason } }),
    doorIds: doorId === null ? [] : [doorId],
  });
}
