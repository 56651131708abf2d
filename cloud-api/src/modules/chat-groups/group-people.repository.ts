import { Injectable } from '@nestjs/common';
import { anyOf, type Queryable, type Transaction } from '../../common/database/index.js';
import type { GroupOrigin, GroupPart } from './dto/chat-group.dto.js';
import { isAway, stands } from './group-sql.js';

export interface HolderRow {
  groupId: string;
  personId: string;
  name: string;
  part: GroupPart;
  label: string;
  origin: GroupOrigin;
  postId: string | null;
}

export interface DeputyRow {
  absentId: string;
  personId: string;
  name: string;
}

export interface PushedGroup {
  groupId: string;
  /** For whom, when the person pushes there only as a deputy; null when they are a pusher themselves. */
  absentId: string | null;
}

export interface PartRow {
  groupId: string;
  part: GroupPart;
}

const selectHolders = `SELECT gp.group_id AS groupId, gp.person_id AS personId, p.name, gp.part, gp.label, gp.origin, gp.post_id AS postId
  FROM chat_group_people gp JOIN people p ON p.id = gp.person_id`;

/** Who belongs to groups as what, at this very moment. */
@Injectable()
export class GroupPeopleRepository {
  /** Those with the part in each of the groups, in the order of their names' ids. */
  async holders(on: Queryable, groupIds: readonly string[], part: GroupPart): Promise<HolderRow[]> {
    const groups = anyOf('gp.group_id', groupIds);
    return on.query<HolderRow>(
      `${selectHolders} WHERE gp.part = ? AND ${groups.sql} AND ${stands('gp')} ORDER BY gp.group_id, gp.label, p.id`,
      [part, ...groups.parameters],
    );
  }

  /** Everybody of one group, those taken out by hand too. */
  async ofGroup(on: Queryable, groupId: string): Promise<HolderRow[]> {
    return on.query<HolderRow>(
      `${selectHolders} WHERE gp.group_id = ? AND (${stands('gp')} OR gp.origin = 'removed') ORDER BY gp.label, p.id`,
      [groupId],
    );
  }

  /** Who stands in for the people at the moment. */
  async deputies(on: Queryable, personIds: readonly string[], now: number): Promise<DeputyRow[]> {
    const absent = anyOf('a.person_id', [...new Set(personIds)]);
    return on.query<DeputyRow>(
      `SELECT DISTINCT a.person_id AS absentId, a.deputy_id AS personId, p.name
         FROM absences a JOIN people p ON p.id = a.deputy_id WHERE ${absent.sql} AND ${isAway('a')}`,
      [...absent.parameters, now, now],
    );
  }

  /** Every part of the person in open groups. */
  async partsOf(on: Queryable, personId: string): Promise<PartRow[]> {
    return on.query<PartRow>(
      `SELECT gp.group_id AS groupId, gp.part FROM chat_group_people gp JOIN chat_groups g ON g.id = gp.group_id
        WHERE gp.person_id = ? AND g.closed_at IS NULL AND ${stands('gp')} ORDER BY gp.group_id, gp.part`,
      [personId],
    );
  }

  /** Open groups into which the person pushes, first as themselves, then for those for whom they stand in at the moment. */
  async pushedBy(on: Queryable, personId: string, now: number): Promise<PushedGroup[]> {
    const groups = 'JOIN chat_groups g ON g.id = gp.group_id AND g.closed_at IS NULL';
    const pushes = `gp.part = 'pusher' AND ${stands('gp')}`;
    return on.query<PushedGroup>(
      `SELECT gp.group_id AS groupId, NULL AS absentId, 0 AS inPlace FROM chat_group_people gp ${groups}
        WHERE gp.person_id = ? AND ${pushes}
       UNION SELECT gp.group_id, a.person_id, 1 FROM absences a JOIN chat_group_people gp ON gp.person_id = a.person_id ${groups}
        WHERE a.deputy_id = ? AND ${isAway('a')} AND ${pushes} ORDER BY inPlace, groupId`,
      [personId, personId, now, now],
    );
  }

  /** Those who share an open group with the person, each once. */
  async companions(on: Queryable, personId: string): Promise<Omit<HolderRow, 'groupId' | 'postId'>[]> {
    const rows = await on.query<HolderRow>(
      `${selectHolders} WHERE gp.person_id <> ? AND ${stands('gp')} AND gp.group_id IN (
           SELECT own.group_id FROM chat_group_people own JOIN chat_groups g ON g.id = own.group_id
            WHERE own.person_id = ? AND g.closed_at IS NULL AND ${stands('own')}) ORDER BY p.name, p.id`,
      [personId, personId],
    );
    return [...new Map(rows.map((row) => [row.personId, row])).values()];
  }

  async holdsPost(on: Queryable, personId: string): Promise<boolean> {
    const rows = await on.query('SELECT id FROM posts WHERE person_id = ? AND revoked_at IS NULL LIMIT 1', [personId]);
    return rows.length > 0;
  }

  async line(on: Queryable, groupId: string, personId: string, part: GroupPart): Promise<HolderRow | undefined> {
    const [row] = await on.query<HolderRow>(
      `${selectHolders} WHERE gp.group_id = ? AND gp.person_id = ? AND gp.part = ?`,
      [groupId, personId, part],
    );
    return row;
  }

  async write(transaction: Transaction, line: Omit<HolderRow, 'name'>): Promise<void> {
    await transaction.upsert(
      'chat_group_people',
      [
        {
          group_id: line.groupId,
          person_id: line.personId,
          part: line.part,
          label: line.label,
          origin: line.origin,
          post_id: line.postId,
        },
      ],
      ['group_id', 'person_id', 'part'],
      { set: ['label', 'origin', 'post_id'] },
    );
  }

  async remove(transaction: Transaction, groupId: string, personId: string, part: GroupPart): Promise<void> {
    await transaction.execute('DELETE FROM chat_group_people WHERE group_id = ? AND person_id = ? AND part = ?', [
      groupId,
      personId,
      part,
    ]);
  }
}
