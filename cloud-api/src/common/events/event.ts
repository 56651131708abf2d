/** What a unit of work tells about itself. One row of the log: audit trail and outbox in one. */
export interface NewEvent {
  /** `visit.logged`, `post.revoked` …: module and past participle. */
  type: string;
  /** The person who did it; null for the system. */
  actorId: string | null;
  subject: { kind: string; id: string };
  /** The leaf or region it happened in, where there is one. */
  regionId?: number | null;
  /** Facts that name nobody: ids, kinds, counts. They are chained as they are. */
  facts: Record<string, unknown>;
  /**
   * Values about people, or their canonical JSON. They are stored encrypted and enter the chain as a salted commitment, so
   * that they can be erased and the chain stays whole.
   */
  personal?: object | string;
  /** Doors whose coverage the change may move; projections read it, it is not stored. */
  doorIds?: readonly string[];
}

/** A stored event as reactions receive it. */
export interface StoredEvent {
  id: string;
  type: string;
  actorId: string | null;
  subject: { kind: string; id: string };
  regionId: number | null;
  recordedAt: number;
  facts: Record<string, unknown>;
}
