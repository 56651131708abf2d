import type { Schemas } from '@/shared/api';
import { StorageFullError, type Records } from '@/shared/storage';
import type { LocalDoor, PulledDoor } from './door.rules';

type Page = Schemas['PullAnswer'];

/** Everything about the pulled world but the doors themselves. */
export interface Surroundings {
  grids: Page['grids'];
  groups: Page['groups'];
  plans: Page['plans'];
  pulledAt: number | null;
}

interface Head extends Surroundings {
  cursor: string | null;
  /** The buckets in use; one that is missing makes the cache worthless. */
  buckets: number[];
}

type Bucket = Record<string, PulledDoor>;

const HEAD = 'doors/head';
const EMPTY: Head = { cursor: null, buckets: [], grids: [], groups: [], plans: [], pulledAt: null };
const BUCKETS = 16;

const bucketName = (bucket: number) => `doors/${bucket}`;

/** By the last, random, hexadecimal digit of the id: a door always lies in the same bucket. */
function bucketOf(doorId: string): number {
  return Number.parseInt(doorId.slice(-1), BUCKETS) || 0;
}

/**
 * The doors that a person's phone holds, on the phone's storage in a few buckets: a pull rewrites those it touches. The
 * cursor is written last, so that a pull which was cut off is simply pulled again.
 */
export class DoorCache {
  private head: Head = EMPTY;
  private doors = new Map<string, LocalDoor>();
  private isClosed = false;

  constructor(private readonly records: Records) {}

  /** A cache that cannot be read is no loss: it is pulled anew. */
  async load(): Promise<void> {
    try {
      await this.read();
    } catch {
      this.head = EMPTY;
      this.doors = new Map();
    }
  }

  private async read(): Promise<void> {
    const head = await this.records.read<Head>(HEAD);
    if (!head) return;
    const buckets = await Promise.all(head.buckets.map((bucket) => this.records.read<Bucket>(bucketName(bucket))));
    if (buckets.includes(undefined)) return;
    this.head = head;
    for (const bucket of buckets) for (const door of Object.values(bucket ?? {})) this.put(door);
  }

  get cursor(): string | null {
    return this.head.cursor;
  }

  get surroundings(): Surroundings {
    return this.head;
  }

  /** A new map after each page, so that who holds the old one sees the difference. */
  get all(): ReadonlyMap<string, LocalDoor> {
    return this.doors;
  }

  /** The person left and their copies are being dropped: what is still under way must not bring some back. */
  close(): void {
    this.isClosed = true;
  }

  async receive(page: Page, now: number): Promise<void> {
    const touched = this.take(page);
    const buckets = new Set([...this.head.buckets, ...touched]);
    const { cursor, grids, groups, plans } = page;
    this.head = { cursor, grids, groups, plans, pulledAt: now, buckets: [...buckets] };
    try {
      for (const bucket of touched) await this.writeBucket(bucket);
      await this.write(HEAD, this.head);
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error;
      // The copy gives way: the room belongs to what the person wrote. Next time everything is pulled again.
      await this.records.clear();
    }
  }

  private take(page: Page): Set<number> {
    const doors = page.reset ? new Map<string, LocalDoor>() : new Map(this.doors);
    const changedIds = [
      ...(page.reset ? this.doors.keys() : []),
      ...page.removedDoorIds,
      ...page.doors.map(({ id }) => id),
    ];
    page.removedDoorIds.forEach((id) => doors.delete(id));
    this.doors = doors;
    page.doors.forEach((door) => this.put(door));
    return new Set(changedIds.map(bucketOf));
  }

  private put(door: PulledDoor): void {
    this.doors.set(door.id, { ...door, pending: 'none' });
  }

  private async writeBucket(bucket: number): Promise<void> {
    const doors = [...this.doors].filter(([id]) => bucketOf(id) === bucket);
    await this.write(bucketName(bucket), Object.fromEntries(doors));
  }

  private async write(name: string, value: unknown): Promise<void> {
    if (!this.isClosed) await this.records.write(name, value);
  }
}
