import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/index.js';
import type { WarningVersion } from './warning-records.js';
import { WarningRepository } from './warning.repository.js';

/** Everybody reads the same newest ones. */
const versionsKept = 1_000;

/** What was published, kept in memory because it never changes; whether it still stands is asked each time. */
@Injectable()
export class WarningVersions {
  private readonly kept = new Map<string, WarningVersion>();

  constructor(private readonly warnings: WarningRepository) {}

  async of(on: Queryable, ids: readonly string[]): Promise<Map<string, WarningVersion>> {
    const found = new Map<string, WarningVersion>();
    const missing: string[] = [];
    for (const id of ids) {
      const version = this.kept.get(id);
      if (version) found.set(id, version);
      else missing.push(id);
    }
    for (const version of await this.warnings.versions(on, missing)) {
      found.set(version.id, version);
      this.keep(version);
    }
    return found;
  }

  /** What was kept longest goes first. */
  private keep(version: WarningVersion): void {
    this.kept.set(version.id, version);
    if (this.kept.size > versionsKept) this.kept.delete(this.kept.keys().next().value!);
  }
}
