import { Injectable } from '@nestjs/common';
import { Database } from '../../common/database/index.js';
import { EventLog, RecentReads } from '../../common/events/index.js';
import type { RelayRecord } from './relay-records.js';
import { RelayRepository } from './relay.repository.js';

/** The hops of a version as all who look at it at the same time share them: a board is watched by many. */
@Injectable()
export class RelayReads {
  private readonly recent: RecentReads<readonly RelayRecord[]>;

  constructor(
    private readonly relays: RelayRepository,
    private readonly database: Database,
    eventLog: EventLog,
  ) {
    this.recent = new RecentReads(eventLog, movesHops);
  }

  /** Never inside a transaction. */
  ofVersion(versionId: string): Promise<readonly RelayRecord[]> {
    return this.recent.of(versionId, () => this.relays.ofVersion(this.database, versionId));
  }
}

/** Whether a board may look different after it; most of what is committed in a day are visits. */
export function movesHops({ type }: { type: string }): boolean {
  return /^(relay|directive|chat_group|chat_groups|absence|post)\./.test(type) && type !== 'directive.drafted';
}
