import { Injectable } from '@nestjs/common';
import { Database } from '../../common/database/index.js';
import type { Coverage } from './dto/coverage.dto.js';

const lifetimeMs = 250;
const boardsKept = 500;

interface Kept {
  board: Promise<Coverage>;
  until: number;
}

/**
 * Boards that were just put together: many look at the same one at once, and share it. Whatever this process commits
 * ends them all; what another process commits shows within a quarter of a second.
 */
@Injectable()
export class BoardCache {
  private readonly kept = new Map<string, Kept>();

  constructor(database: Database) {
    database.onCommit(() => this.kept.clear());
  }

  of(key: string, assemble: () => Promise<Coverage>): Promise<Coverage> {
    const kept = this.kept.get(key);
    if (kept && kept.until > performance.now()) return kept.board;
    const fresh = { board: assemble(), until: performance.now() + lifetimeMs };
    this.keep(key, fresh);
    fresh.board.catch(() => this.forget(key, fresh));
    return fresh.board;
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
