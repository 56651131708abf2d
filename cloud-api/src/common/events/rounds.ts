import type { Logger } from '@nestjs/common';

/**
 * Repeats a piece of background work: at once when somebody asks, otherwise after a rest; never two at a time. What is asked
 * for during a round gets another one after it.
 */
export class Rounds {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private closing = false;
  private askedAgain = false;

  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly restMs: number,
    private readonly logger: Logger,
  ) {}

  get isClosing(): boolean {
    return this.closing;
  }

  ask(): void {
    if (this.closing) return;
    this.askedAgain = this.running !== null;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.running ??= this.work()
      .then(() => undefined)
      .catch((error: unknown) => this.logger.error(`round failed: ${(error as Error).name}`))
      .finally(() => {
        this.running = null;
        this.rest();
      });
  }

  /** Before the database closes: a round in the middle of its work ends in order. */
  async close(): Promise<void> {
    this.closing = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private rest(): void {
    if (this.closing) return;
    this.timer = setTimeout(() => this.ask(), this.askedAgain ? 0 : this.restMs);
    this.timer.unref();
  }
}
