import { ApiError, NetworkError, type Schemas } from '@/shared/api';
import type { Command } from '@/shared/outbox/commands';
import { hashOf } from '@/shared/outbox/hash';

interface StoredCommand {
  hash: string;
  state: Schemas['Confirmation']['state'];
  result: Schemas['PushResult'];
  timesApplied: number;
  doorId?: string;
}

/** What the contract says about sync, in memory: the other side of the outbox's property test. */
export class ModelServer {
  readonly stored = new Map<string, StoredCommand>();
  readonly doors = new Map<string, number>();

  push(commands: Command[]): Schemas['PushAnswer'] {
    if (commands.some((command) => noteOf(command) === 'poison')) {
      throw new ApiError(400, { type: '', title: '', status: 400, code: 'validation_failed', traceId: '' });
    }
    return { receivedAt: 0, results: commands.map((command) => this.answer(command)) };
  }

  pull(awaiting: string[]): Schemas['PullAnswer'] {
    const confirmations = awaiting.flatMap((id) => {
      const known = this.stored.get(id);
      return known ? [{ id, hash: known.hash, state: known.state }] : [];
    });
    const nothingNew = { grids: [], groups: [], plans: [], doors: [], removedDoorIds: [] };
    return { cursor: 'c', more: false, reset: false, serverTime: 0, confirmations, ...nothingNew };
  }

  /** Somebody else edits the door. */
  editDoor(id: string): void {
    const version = this.doors.get(id);
    if (version !== undefined) this.doors.set(id, version + 1);
  }

  /** The village head decides everything that lies in quarantine. */
  decide(state: 'accepted' | 'rejected'): void {
    for (const known of this.stored.values()) if (known.state === 'quarantined') known.state = state;
  }

  /** The database comes back from a backup that lacks this visit. */
  forget(id: string): void {
    this.stored.delete(id);
  }

  private answer(command: Command): Schemas['PushResult'] {
    const { id } = command;
    const hash = hashOf(command);
    const known = this.stored.get(id);
    if (known) {
      return known.hash === hash
        ? { ...known.result, result: 'repeated' }
        : { id, hash, result: 'conflict', reason: 'id_reused' };
    }
    if (noteOf(command) === 'bad') return { id, hash, result: 'invalid', errors: [{ field: 'note', rule: 'bad' }] };
    return this.apply(command, hash);
  }

  private apply(command: Command, hash: string): Schemas['PushResult'] {
    const { id, kind, payload } = command;
    if (kind === 'visit.log' && !this.doors.has(payload.doorId)) {
      return this.store({ id, hash, result: 'quarantined', reason: 'unknown_door' }, 'quarantined', payload.doorId);
    }
    if (kind === 'door.register') this.doors.set(id, 1);
    if (kind === 'door.update') {
      if (this.doors.get(payload.doorId) !== payload.baseVersion) {
        return { id, hash, result: 'conflict', reason: 'stale_version' };
      }
      this.doors.set(payload.doorId, payload.baseVersion + 1);
    }
    const recordVersion = 'doorId' in payload && kind !== 'visit.log' ? this.doors.get(payload.doorId ?? '') : 1;
    return this.store({ id, hash, result: 'stored', recordVersion }, 'stored');
  }

  private store(
    result: Schemas['PushResult'] & { hash: string },
    state: StoredCommand['state'],
    doorId?: string,
  ): Schemas['PushResult'] {
    const timesApplied = (this.stored.get(result.id)?.timesApplied ?? 0) + 1;
    this.stored.set(result.id, { hash: result.hash, state, result, timesApplied, doorId });
    return result;
  }
}

function noteOf({ payload }: Command): string | undefined {
  return 'note' in payload ? payload.note : undefined;
}

export type Weather = 'fine' | 'request_lost' | 'answer_lost' | 'sent_twice' | 'delayed' | 'busy';

/** A network that loses, repeats and delays whole requests, as its weather says. */
export class ModelNetwork {
  readonly delayed: (() => void)[] = [];
  private forecast: Weather[] = [];

  setWeather(forecast: Weather[]): void {
    this.forecast = [...forecast];
  }

  carry<T>(request: () => T): T {
    switch (this.forecast.shift() ?? 'fine') {
      case 'fine':
        return request();
      case 'request_lost':
        throw new NetworkError('offline');
      case 'answer_lost':
        request();
        throw new NetworkError('timeout');
      case 'sent_twice':
        request();
        return request();
      case 'delayed':
        this.delayed.push(request);
        throw new NetworkError('timeout');
      case 'busy':
        throw new ApiError(503, { type: '', title: '', status: 503, code: 'internal', traceId: '' });
    }
  }

  /** Requests believed lost arrive after all. */
  deliverDelayed(): void {
    for (const request of this.delayed.splice(0)) {
      try {
        request();
      } catch {
        // Nobody waits for this answer any more.
      }
    }
  }
}
