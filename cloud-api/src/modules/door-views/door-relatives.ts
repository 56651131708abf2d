import { Injectable } from '@nestjs/common';
import { anyOf, Database } from '../../common/database/index.js';
import { DoorLinks } from '../doors/index.js';
import type { Relative } from './door-view.mapper.js';
import { DoorLinkKind } from './dto/door-view.dto.js';

type Called = Relative['door'];

/** What doors have to do with each other, as it is told at a door. */
@Injectable()
export class DoorRelatives {
  constructor(
    private readonly links: DoorLinks,
    private readonly database: Database,
  ) {}

  /** By door, the newest first. */
  async of(doorIds: readonly string[]): Promise<Map<string, Relative[]>> {
    const merges = await this.links.mergedInto(this.database, doorIds);
    const splits = await this.links.splits(this.database, doorIds);
    const called = await this.called(splits.flatMap(({ fromId, toId }) => [fromId, toId]));
    const relatives = new Map<string, Relative[]>();
    const add = (of: string, kind: DoorLinkKind, doorId: string, at: number, door: Called | undefined) => {
      if (door) relatives.set(of, [...(relatives.get(of) ?? []), { kind, doorId, at, door }]);
    };
    for (const { fromId, toId, at, snapshot } of merges) {
      add(toId, DoorLinkKind.Merged, fromId, at, snapshot?.door as Called | undefined);
    }
    for (const { fromId, toId, at } of splits) {
      add(fromId, DoorLinkKind.SplitInto, toId, at, called.get(toId));
      add(toId, DoorLinkKind.SplitFrom, fromId, at, called.get(fromId));
    }
    for (const list of relatives.values()) list.reverse().sort((a, b) => b.at - a.at);
    return relatives;
  }

  private async called(doorIds: readonly string[]): Promise<Map<string, Called>> {
    if (doorIds.length === 0) return new Map();
    const doors = anyOf('id', [...new Set(doorIds)]);
    const rows = await this.database.query<Called & { id: string }>(
      `SELECT id, kind, code, name FROM doors WHERE ${doors.sql}`,
      doors.parameters,
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
