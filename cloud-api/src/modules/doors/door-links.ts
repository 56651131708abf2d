import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { withinPaths } from '../../common/auth/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { anyOf, chunks, type Queryable, type Row, type Transaction } from '../../common/database/index.js';

export const LinkKind = { Merged: 'merged', Split: 'split', Distinct: 'distinct' } as const;
export type LinkKind = (typeof LinkKind)[keyof typeof LinkKind];

/** The door that was merged away, as it was, and what became of its people. */
export interface MergedSnapshot {
  door: Row;
  residents: Row[];
  /** Residents by their former id, for those who stood at both doors. */
  renamed: Record<string, string>;
  /** The versions that the merge was asked for with. */
  versions: { merged: number; into: number };
}

export interface DoorLink {
  kind: LinkKind;
  /** Merged into `to`, or where `to` was split off from. */
  fromId: string;
  toId: string;
  actorId: string;
  at: number;
  snapshot: MergedSnapshot | null;
}

interface LinkRow {
  kind: LinkKind;
  fromId: string;
  toId: string;
  actorId: string;
  personal: string | null;
  at: number;
}

const columns = 'kind, from_door_id AS fromId, to_door_id AS toId, actor_id AS actorId, personal, created_at AS at';

/** What doors have to do with each other. A merged door's link always leads to the door that stands today. */
@Injectable()
export class DoorLinks {
  constructor(private readonly cipher: Cipher) {}

  async add(transaction: Transaction, { kind, fromId, toId, actorId, at, snapshot }: DoorLink): Promise<void> {
    await transaction.insert('door_links', [
      {
        id: uuid7(),
        kind,
        from_door_id: fromId,
        to_door_id: toId,
        actor_id: actorId,
        personal: snapshot && this.cipher.encrypt(JSON.stringify(snapshot)),
        created_at: at,
      },
    ]);
  }

  /** Where doors that are gone live on. */
  async survivors(on: Queryable, doorIds: readonly string[]): Promise<Map<string, string>> {
    const links = await this.select(on, LinkKind.Merged, 'from_door_id', doorIds);
    return new Map(links.map(({ fromId, toId }) => [fromId, toId]));
  }

  /** The merges that ended in the doors, the oldest first. */
  mergedInto(on: Queryable, doorIds: readonly string[]): Promise<DoorLink[]> {
    return this.select(on, LinkKind.Merged, 'to_door_id', doorIds);
  }

  /** The merges that ended in doors at the path. */
  async mergedUnder(on: Queryable, path: string): Promise<DoorLink[]> {
    const scope = withinPaths('g.path', [path]);
    const doors = await on.query<{ id: string }>(
      `SELECT DISTINCT l.to_door_id AS id FROM door_links l JOIN doors d ON d.id = l.to_door_id JOIN regions g ON g.id = d.grid_id
        WHERE l.kind = ? AND ${scope.sql}`,
      [LinkKind.Merged, ...scope.parameters],
    );
    const links: DoorLink[] = [];
    for (const part of chunks(doors, 1000)) {
      links.push(
        ...(await this.mergedInto(
          on,
          part.map(({ id }) => id),
        )),
      );
    }
    return links;
  }

  async mergeOf(on: Queryable, doorId: string): Promise<DoorLink | null> {
    const [link] = await this.select(on, LinkKind.Merged, 'from_door_id', [doorId]);
    return link ?? null;
  }

  /** What residents of merged doors are called now, through one merge after another. */
  async renamedResidents(on: Queryable, doorIds: readonly string[]): Promise<Map<string, string>> {
    return renamedIn(await this.mergedInto(on, doorIds));
  }

  /** The same for each of the doors by itself; doors that nothing was merged into are left out. */
  async renamedByDoor(on: Queryable, doorIds: readonly string[]): Promise<Map<string, Map<string, string>>> {
    const merges = await this.mergedInto(on, doorIds);
    const merged = [...new Set(merges.map(({ toId }) => toId))];
    return new Map(merged.map((id) => [id, renamedIn(merges.filter(({ toId }) => toId === id))]));
  }

  async splits(on: Queryable, doorIds: readonly string[]): Promise<DoorLink[]> {
    const from = await this.select(on, LinkKind.Split, 'from_door_id', doorIds);
    const to = await this.select(on, LinkKind.Split, 'to_door_id', doorIds);
    return [...from, ...to.filter(({ fromId }) => !doorIds.includes(fromId))];
  }

  /** For each door, itself and every door it was split off from, and those from others before: whose people may be its own. */
  async forebears(on: Queryable, doorIds: readonly string[]): Promise<Map<string, Set<string>>> {
    const parents = new Map<string, string[]>(doorIds.map((id) => [id, []]));
    for (let youngest = [...parents.keys()]; youngest.length > 0;) {
      const links = await this.select(on, LinkKind.Split, 'to_door_id', youngest);
      for (const { fromId, toId } of links) parents.get(toId)!.push(fromId);
      youngest = [...new Set(links.map(({ fromId }) => fromId))].filter((id) => !parents.has(id));
      for (const id of youngest) parents.set(id, []);
    }
    return new Map(doorIds.map((id) => [id, reachedFrom(id, parents)]));
  }

  /** Where residents live, of those that stand in the book. */
  async homes(on: Queryable, residentIds: readonly string[]): Promise<Map<string, string>> {
    const residents = anyOf('id', residentIds);
    const rows = await on.query<{ id: string; doorId: string }>(
      `SELECT id, door_id AS doorId FROM residents WHERE ${residents.sql}`,
      residents.parameters,
    );
    return new Map(rows.map(({ id, doorId }) => [id, doorId]));
  }

  /** Pairs declared to be two, both of them among the doors. */
  async distinct(on: Queryable, doorIds: readonly string[]): Promise<DoorLink[]> {
    const among = new Set(doorIds);
    const links = await this.select(on, LinkKind.Distinct, 'from_door_id', doorIds);
    return links.filter(({ toId }) => among.has(toId));
  }

  /** Whatever led to the door that goes leads to the one that stays; what would lead from a door to itself goes. */
  async lead(transaction: Transaction, goneId: string, toId: string): Promise<void> {
    await transaction.execute('UPDATE door_links SET to_door_id = ? WHERE to_door_id = ?', [toId, goneId]);
    await transaction.execute("UPDATE door_links SET from_door_id = ? WHERE from_door_id = ? AND kind <> 'merged'", [
      toId,
      goneId,
    ]);
    await transaction.execute('DELETE FROM door_links WHERE from_door_id = ? AND to_door_id = ?', [toId, toId]);
  }

  private async select(
    on: Queryable,
    kind: LinkKind,
    column: 'from_door_id' | 'to_door_id',
    doorIds: readonly string[],
  ): Promise<DoorLink[]> {
    if (doorIds.length === 0) return [];
    const doors = anyOf(column, doorIds);
    const rows = await on.query<LinkRow>(
      `SELECT ${columns} FROM door_links WHERE kind = ? AND ${doors.sql} ORDER BY created_at, id`,
      [kind, ...doors.parameters],
    );
    return rows.map(({ personal, at, ...row }) => ({
      ...row,
      at: Number(at),
      snapshot: personal === null ? null : (JSON.parse(this.cipher.decrypt(personal)) as MergedSnapshot),
    }));
  }
}

/** Merges oldest first: what was renamed once may be renamed again. */
function renamedIn(merges: readonly DoorLink[]): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const { snapshot } of merges) {
    const step = new Map(Object.entries(snapshot?.renamed ?? {}));
    for (const [former, current] of renamed) renamed.set(former, step.get(current) ?? current);
    for (const [former, current] of step) renamed.set(former, current);
  }
  return renamed;
}

function reachedFrom(start: string, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set([start]);
  // A set walks through what is added to it on the way.
  for (const id of reached) for (const next of edges.get(id) ?? []) reached.add(next);
  return reached;
}
