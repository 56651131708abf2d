import type { Schemas } from '@/shared/api';
import type { Command } from '@/shared/outbox/commands';
import { hashOf } from '@/shared/outbox/hash';
import { Outbox, type OutboxParts, type SyncServer } from '@/shared/outbox/outbox';
import type { Entry } from '@/shared/outbox/outbox.rules';
import { aPage } from './builders';

export const visit = { outcome: 'nobody', startedAt: 1, endedAt: 2, doorId: 'door' } as const;

export function stored(command: Command): Schemas['PushResult'] {
  return { id: command.id, hash: hashOf(command), result: 'stored', recordVersion: 1 };
}

/** An outbox whose other side does what a test says; everything it did is in `log`. */
export class Bench {
  readonly disk = new Map<string, Entry>();
  readonly photos = new Map<string, string>();
  readonly log: string[] = [];
  answer = stored;
  pages: ((awaiting: string[]) => Schemas['PullAnswer'])[] = [];
  private ids = 0;
  readonly server: SyncServer = {
    push: async (commands) => {
      this.log.push(`push ${commands.map(({ id }) => id).join(' ')}`);
      return { receivedAt: 0, results: commands.map((command) => this.answer(command)) };
    },
    pull: async (_, awaiting) => {
      this.log.push(`pull ${awaiting.length}`);
      return this.pages.shift()?.(awaiting) ?? this.confirming(awaiting);
    },
    uploadPhoto: async (id, path) => void this.log.push(`photo ${id} ${path}`),
  };

  keep(...entries: Entry[]): void {
    entries.forEach((entry) => this.disk.set(entry.id, entry));
  }

  open(changes: Partial<OutboxParts> = {}): Promise<Outbox> {
    return Outbox.open({
      store: {
        load: async () => [...this.disk.values()],
        save: async (entry) => void this.disk.set(entry.id, entry),
        remove: async (id) => void this.disk.delete(id),
      },
      server: this.server,
      receiver: { cursor: async () => null, receive: async () => void this.log.push('receive') },
      photos: {
        path: async (id) => this.photos.get(id),
        discard: async (id) => void this.photos.delete(id),
      },
      newId: () => `new-${(this.ids += 1)}`,
      now: () => 5,
      onChange: () => undefined,
      ...changes,
    });
  }

  confirming(ids: string[], fields: Partial<Schemas['PullAnswer']> = {}): Schemas['PullAnswer'] {
    const hashes = ids.map((id) => ({ id, hash: this.disk.get(id)?.hash ?? '', state: 'stored' as const }));
    return aPage({ confirmations: hashes, ...fields });
  }
}
