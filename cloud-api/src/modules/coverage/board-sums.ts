import { Injectable } from '@nestjs/common';
import { Level } from '../regions/index.js';
import { CoverageRepository } from './coverage.repository.js';
import type { Counts } from './coverage.rules.js';

interface Kept {
  version: string;
  sums: ReadonlyMap<number, Counts>;
}

const boardsKept = 500;

/** What the leaves of a region add up to, by child. Added up again only after something was written into one of them. */
@Injectable()
export class BoardSums {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly coverage: CoverageRepository) {}

  async of(
    region: { id: number; path: string; level: string },
    planId: string,
    round: number,
    audience: string,
  ): Promise<ReadonlyMap<number, Counts>> {
    if (region.level === Level.Group) {
      return new Map([[region.id, await this.coverage.sumsOfGroup(region.id, planId, round, audience)]]);
    }
    const key = `${region.path} ${planId} ${round} ${audience}`;
    const version = await this.coverage.versionBelow(region);
    const kept = this.kept.get(key);
    if (kept?.version === version) return kept.sums;
    const sums = await this.coverage.sums(region, planId, round, audience);
    this.keep(key, { version, sums });
    return sums;
  }

  /** The board kept longest goes first. */
  private keep(key: string, board: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, board);
    if (this.kept.size > boardsKept) this.kept.delete(this.kept.keys().next().value!);
  }
}
