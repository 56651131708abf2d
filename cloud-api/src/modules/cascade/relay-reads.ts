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
    this.recent = new RecentReads(eventLog);
  }

  /** Never inside a transaction. */
  ofVersion(versionId: string): Promise<readonly RelayRecord[]> {
    return this.recent.of(versionId, () => this.relays.ofVersion(this.database, versionId));
  }
}
