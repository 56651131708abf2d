export type { Command, CommandKind, Payloads } from './commands';
export type { EnqueueOptions, PullReceiver } from './outbox';
export { heldBy, isDiscardable, needsAttention, type Entry, type EntryAnswer, type EntryState } from './outbox.rules';
export { discard, enqueue, entry, replace, startOutbox, syncNow, useOutbox } from './runtime';
