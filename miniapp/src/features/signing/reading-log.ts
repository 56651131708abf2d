import { Stopwatch, type Reading } from './sitting.rules';

/** How one paper is being read: only what was on the screen counts. */
export class ReadingLog {
  private openedAt: number | null = null;
  private readonly shown = new Stopwatch();
  private readonly played = new Stopwatch();
  reachedEnd = false;

  show(now: number): void {
    this.openedAt ??= now;
    this.shown.start(now);
  }

  hide(now: number): void {
    this.shown.stop(now);
  }

  play(now: number): void {
    this.played.start(now);
  }

  silence(now: number): void {
    this.played.stop(now);
  }

  reading(now: number): Reading {
    return {
      openedAt: this.openedAt ?? now,
      dwellMs: this.shown.elapsed(now),
      playedMs: this.played.elapsed(now),
      reachedEnd: this.reachedEnd,
    };
  }
}
