import { Injectable } from '@nestjs/common';
import { pathEnd } from '../../common/auth/index.js';
import { anyOf, Database } from '../../common/database/index.js';
import type { ProgressState } from '../coverage/index.js';
import type { Exclusion } from '../doors/index.js';
import type { DoorKind } from '../plans/index.js';
import type { DeclineReason } from '../signatures/index.js';

export interface DoorHead {
  id: string;
  gridId: number;
  code: string;
}

export interface DoorDetail {
  id: string;
  kind: DoorKind;
  code: string;
  name: string;
  address: string;
  gridId: number;
  groupName: string | null;
  childrenUnder14: number;
  exclusion: Exclusion | null;
}

/** Where a door stands in the round of a list; a kind of paper that it does not owe is null. */
export interface DoorStandingRow {
  state: ProgressState;
  noticeSigned: boolean | null;
  pledgeSigned: boolean | null;
  why: DeclineReason | null;
}

/** Where a list's doors come from. */
@Injectable()
export class ExportSourceRepository {
  constructor(private readonly database: Database) {}

  async countDoors(gridIds: readonly number[]): Promise<number> {
    const grids = anyOf('grid_id', gridIds);
    const [row] = await this.database.query<{ size: number }>(
      `SELECT COUNT(*) AS size FROM doors WHERE ${grids.sql}`,
      grids.parameters,
    );
    return Number(row!.size);
  }

  /** As little of each door as it takes to put them in order. */
  async heads(gridIds: readonly number[]): Promise<DoorHead[]> {
    const grids = anyOf('grid_id', gridIds);
    return this.database.query<DoorHead>(
      `SELECT id, grid_id AS gridId, code FROM doors WHERE ${grids.sql}`,
      grids.parameters,
    );
  }

  async details(doorIds: readonly string[]): Promise<Map<string, DoorDetail>> {
    const doors = anyOf('d.id', doorIds);
    const rows = await this.database.query<DoorDetail>(
      `SELECT d.id, d.kind, d.code, d.name, d.address, d.grid_id AS gridId, n.name AS groupName,
              d.children_under14 AS childrenUnder14,
              CASE WHEN d.exclusion_state = 'approved' THEN d.exclusion_kind END AS exclusion
         FROM doors d LEFT JOIN regions n ON n.id = d.group_id WHERE ${doors.sql}`,
      doors.parameters,
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async standings(planId: string, round: number, doorIds: readonly string[]): Promise<Map<string, DoorStandingRow>> {
    const doors = anyOf('door_id', doorIds);
    const rows = await this.database.query<DoorStandingRow & { doorId: string }>(
      `SELECT door_id AS doorId, state, notice_signed AS noticeSigned, pledge_signed AS pledgeSigned, unsigned_why AS why
         FROM door_progress WHERE plan_id = ? AND round = ? AND ${doors.sql}`,
      [planId, round, ...doors.parameters],
    );
    const isSigned = (flag: unknown) => (flag === null ? null : Number(flag) === 1);
    return new Map(
      rows.map(({ doorId, noticeSigned, pledgeSigned, ...row }) => [
        doorId,
        { ...row, noticeSigned: isSigned(noticeSigned), pledgeSigned: isSigned(pledgeSigned) },
      ]),
    );
  }

  /** Of the doors that the round asks for, those where a visit found 国家反诈中心APP installed, by the child of the region. */
  async doorsWithApp(
    region: { id: number; path: string },
    planId: string,
    round: number,
  ): Promise<Map<number, number>> {
    const rows = await this.database.query<{ childId: number; doors: number }>(
      `SELECT CAST(SUBSTR(leaf.path, ?) AS SIGNED) AS childId, COUNT(DISTINCT v.door_id) AS doors
         FROM regions leaf
         JOIN doors d ON d.grid_id = leaf.id
         JOIN door_progress pr ON pr.door_id = d.id AND pr.plan_id = ? AND pr.round = ? AND pr.state <> 'excluded'
         JOIN visits v ON v.door_id = d.id AND v.voided = ? AND v.app IS NOT NULL AND JSON_EXTRACT(v.app, '$.installed') > 0
        WHERE leaf.path >= ? AND leaf.path < ?
        GROUP BY childId`,
      [region.path.length + 1, planId, round, 0, region.path, pathEnd(region.path)],
    );
    return new Map(rows.map(({ childId, doors }) => [Number(childId) || region.id, Number(doors)]));
  }
}
