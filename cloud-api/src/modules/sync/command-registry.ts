import { Injectable } from '@nestjs/common';
import type { CommandHandler } from './command.js';

/** The kinds of commands there are; each module registers what it carries out. */
@Injectable()
export class CommandRegistry {
  private readonly handlers = new Map<string, CommandHandler>();

  register<P extends object>(...handlers: CommandHandler<P>[]): void {
    for (const handler of handlers) this.handlers.set(handler.kind, handler);
  }

  find(kind: string): CommandHandler | undefined {
    return this.handlers.get(kind);
  }
}
