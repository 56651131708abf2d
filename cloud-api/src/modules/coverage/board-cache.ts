import { Injectable } from '@nestjs/common';
import { EventLog } from '../../common/events/index.js';
import type { Coverage } from './dto/coverage.dto.js';

/** Up to here a board is as good as new; up to there it is still shown while a new one is put together. */
const freshMs = 250;
const shownMs = 1_000;
const boardsKept = 500;

interface Kept {
  board: Promise<Coverage>;
  begunAt: number;
  isRenewed: boolean;
}

/**
 * Boards that were just put together: many look at the same one at once, and share it. Whatever this process tells of
 * in a commit ends them all; what another process commits shows within a second. `asOf` on the board says when it was counted.
 */
@Injectable()
export class BoardCache {
  private readonly kept = new Map<string, Kept>();

  constructor(eventLog: EventLog) {
    eventLog.onCommit(() => this.kept.clear());
  }

  of(key: string, assemble: () => Promise<Coverage>): Promise<Coverage> {
    const kept = this.kept.get(key);
    const age = kept ? performance.now() - kept.begunAt : Infinity;
    if (!kept || age > shownMs) return this.renew(key, assemble).board;
    if (age > freshMs && !kept.isRenewed) {
      kept.isRenewed = true;
      const renewed = this.renew(key, assemble);
      // Until the new one is there the old one stays in its place.
      this.kept.set(key, kept);
      renewed.board.then(
        () => this.kept.get(key) === kept && this.kept.set(key, renewed),
        () => this.forget(key, kept),
      );
    }
    return kept.board;
  }

  private renew(key: string, assemble: () => Promise<Coverage>): Kept {
    const fresh = { board: assemble(), begunAt: performance.now(), isRenewed: false };
    this.keep(key, fresh);
    fresh.board.catch(() => this.forget(key, fresh));
    return fresh;
  }

  /** The board kept longest goes first. */
  private keep(key: string, board: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, board);
    if (this.kept.size > boardsKept) this.kept.delete(this.kept.keys().next().value!);
  }

  private forget(key: string, board: Kept): void {
    if (this.kept.get(key) === board) this.kept.delete(key);
  }
}
