import { Injectable } from '@nestjs/common';
import { type Role, withinPaths } from '../../common/auth/index.js';
import {
  anyOf,
  chunks,
  numberOrNull,
  type Queryable,
  type Row,
  type Transaction,
} from '../../common/database/index.js';
import type { RecordedEvent } from './alignment.rules.js';
import type { GroupOrigin, GroupPart } from './dto/chat-group.dto.js';
import type { ClassTeacher, HeldPost, MemberChanges, StoredMember } from './group-people.rules.js';
import { pathsUp, type PlaceClass, type PlaceRegion } from './group-places.rules.js';

/** A group of a plan as it is stored. */
export interface StoredGroup {
  id: string;
  kindKey: string;
  placeKey: string;
  regionId: number;
  /** Of its region as it is now. */
  path: string;
  classId: string | null;
  upperId: string | null;
  level: number;
  name: string;
  renamed: boolean;
  reaches: string | null;
  closedAt: number | null;
}

const selectGroups = `SELECT g.id, g.kind_key AS kindKey, g.place_key AS placeKey, g.region_id AS regionId, r.path, g.class_id AS classId,
    g.upper_id AS upperId, g.level, g.name, g.renamed, g.reaches, g.closed_at AS closedAt
  FROM chat_groups g JOIN regions r ON r.id = g.region_id`;

/** SQLite bounds how deep a condition may nest. */
const linesPerStatement = 200;

/** What the groups of a plan are made from, and the writing of them; a handful of queries, however many groups there are. */
@Injectable()
export class AlignmentRepository {
  async lockPlan(transaction: Transaction, planId: string): Promise<void> {
    await transaction.execute('UPDATE plans SET version = version WHERE id = ?', [planId]);
  }

  /** What the reaction still has to follow. */
  async waiting(on: Queryable, reaction: string): Promise<RecordedEvent[]> {
    const rows = await on.query<Omit<RecordedEvent, 'facts'> & { facts: string }>(
      `SELECT e.id, e.type, e.region_id AS regionId, e.facts FROM event_deliveries d JOIN events e ON e.id = d.event_id
        WHERE d.reaction = ?`,
      [reaction],
    );
    return rows.map(({ facts, ...row }) => ({ ...row, facts: JSON.parse(facts) as Record<string, unknown> }));
  }

  /** Of the doors those that are classes, with their schools. */
  async schoolsOfClasses(on: Queryable, doorIds: readonly string[]): Promise<Map<string, number>> {
    const wanted = anyOf('id', doorIds);
    const rows = await on.query<{ id: string; unitId: number }>(
      `SELECT id, unit_id AS unitId FROM doors WHERE kind = 'class' AND unit_id IS NOT NULL AND ${wanted.sql}`,
      wanted.parameters,
    );
    return new Map(rows.map(({ id, unitId }) => [id, unitId]));
  }

  /** Plans that have open groups, whatever became of the plans. */
  async plansWithGroups(on: Queryable): Promise<string[]> {
    const rows = await on.query<{ planId: string }>(
      'SELECT DISTINCT plan_id AS planId FROM chat_groups WHERE closed_at IS NULL',
    );
    return rows.map(({ planId }) => planId);
  }

  /** The open regions at the path and below. */
  async regions(on: Queryable, path: string): Promise<PlaceRegion[]> {
    const inside = withinPaths('path', [path]);
    return on.query<PlaceRegion>(
      `SELECT id, path, level, name, unit_kind AS unitKind FROM regions
        WHERE closed_on IS NULL AND ${inside.sql} ORDER BY path`,
      inside.parameters,
    );
  }

  async classes(on: Queryable, path: string): Promise<PlaceClass[]> {
    const inside = withinPaths('u.path', [path]);
    return on.query<PlaceClass>(
      `SELECT d.id, d.name, d.unit_id AS unitId FROM doors d JOIN regions u ON u.id = d.unit_id
        WHERE d.kind = 'class' AND u.unit_kind = 'school' AND ${inside.sql} ORDER BY d.id`,
      inside.parameters,
    );
  }

  /** The posts of the roles at the path, below it and above it, those held longest first. */
  async posts(on: Queryable, path: string, roles: readonly Role[]): Promise<HeldPost[]> {
    const [inside, above] = [withinPaths('r.path', [path]), anyOf('r.path', pathsUp(path))];
    const wanted = anyOf('po.role', roles);
    const rows = await on.query<HeldPost>(
      `SELECT po.id, po.person_id AS personId, po.role, r.path, CASE WHEN u.level = 'unit' THEN 1 ELSE 0 END AS belowUnit
         FROM posts po JOIN regions r ON r.id = po.region_id LEFT JOIN regions u ON u.id = r.parent_id
        WHERE po.revoked_at IS NULL AND r.closed_on IS NULL AND (${inside.sql} OR ${above.sql}) AND ${wanted.sql}
        ORDER BY po.created_at, po.id`,
      [...inside.parameters, ...above.parameters, ...wanted.parameters],
    );
    return rows.map((row) => ({ ...row, belowUnit: Boolean(row.belowUnit) }));
  }

  /** The 班主任 of the classes below the path, by a teacher's post wherever it is held. */
  async teachers(on: Queryable, path: string): Promise<ClassTeacher[]> {
    const inside = withinPaths('u.path', [path]);
    const rows = await on.query<HeldPost & { classId: string; schoolPath: string }>(
      `SELECT d.id AS classId, u.path AS schoolPath, po.id, po.person_id AS personId, po.role, r.path
         FROM doors d JOIN regions u ON u.id = d.unit_id
         JOIN door_assignments a ON a.door_id = d.id AND a.ended_at IS NULL
         JOIN posts po ON po.person_id = a.person_id AND po.role = 'teacher' AND po.revoked_at IS NULL
         JOIN regions r ON r.id = po.region_id
        WHERE d.kind = 'class' AND ${inside.sql} ORDER BY a.started_at, po.created_at, po.id`,
      inside.parameters,
    );
    return rows.map(({ classId, schoolPath, ...post }) => ({ classId, path: schoolPath, post }));
  }

  async groups(on: Queryable, planId: string): Promise<StoredGroup[]> {
    const rows = await on.query<Omit<StoredGroup, 'renamed'> & { renamed: number }>(
      `${selectGroups} WHERE g.plan_id = ? ORDER BY g.id`,
      [planId],
    );
    return rows.map((row) => ({
      ...row,
      renamed: Boolean(row.renamed),
      closedAt: numberOrNull(row.closedAt),
    }));
  }

  async members(on: Queryable, groupIds: readonly string[]): Promise<StoredMember[]> {
    const groups = anyOf('group_id', groupIds);
    return on.query<StoredMember & { part: GroupPart; origin: GroupOrigin }>(
      `SELECT group_id AS groupId, person_id AS personId, part, label, origin, post_id AS postId
         FROM chat_group_people WHERE ${groups.sql}`,
      groups.parameters,
    );
  }

  async insertGroups(transaction: Transaction, rows: readonly Row[]): Promise<void> {
    await transaction.insert('chat_groups', rows);
  }

  async changeGroup(transaction: Transaction, id: string, columns: Row): Promise<void> {
    const names = Object.keys(columns);
    await transaction.execute(`UPDATE chat_groups SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`, [
      ...Object.values(columns),
      id,
    ]);
  }

  async closeGroups(transaction: Transaction, ids: readonly string[], now: number): Promise<void> {
    const groups = anyOf('id', ids);
    await transaction.execute(`UPDATE chat_groups SET closed_at = ? WHERE closed_at IS NULL AND ${groups.sql}`, [
      now,
      ...groups.parameters,
    ]);
  }

  async writeMembers(transaction: Transaction, { write, remove }: MemberChanges): Promise<void> {
    await transaction.upsert(
      'chat_group_people',
      write.map(({ groupId, personId, part, label, origin, postId }): Row => ({
        group_id: groupId,
        person_id: personId,
        part,
        label,
        origin,
        post_id: postId,
      })),
      ['group_id', 'person_id', 'part'],
      { set: ['label', 'origin', 'post_id'] },
    );
    for (const lines of chunks(remove, linesPerStatement)) {
      await transaction.execute(
        `DELETE FROM chat_group_people WHERE ${lines.map(() => '(group_id = ? AND person_id = ? AND part = ?)').join(' OR ')}`,
        lines.flatMap(({ groupId, personId, part }) => [groupId, personId, part]),
      );
    }
  }
}
