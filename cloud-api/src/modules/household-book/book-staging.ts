import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Cipher } from '../../common/crypto/index.js';
import type { Row } from '../../common/database/index.js';
import type { BookHousehold, MergeField } from './book-fields.rules.js';
import { entryKey } from './book-keys.rules.js';
import type {
  BookContent,
  BookSnapshot,
  Decisions,
  DoorContent,
  DoorNow,
  Merge,
  ResidentContent,
} from './book-snapshot.rules.js';
import { mergeThreeWay } from './three-way.rules.js';

/** A household of the file at its place in the tree. */
export interface PlacedHousehold {
  household: BookHousehold;
  sheet: number;
  villageId: number;
  gridId: number;
  groupId: number | null;
}

export interface StagedRows {
  door: Row;
  residents: Row[];
  action: 'add' | 'update' | 'conflict' | 'same' | 'absent';
}

/** Makes the rows that publishing will copy: new doors, and doors merged with what stands there. Phones enter encrypted. */
@Injectable()
export class BookStaging {
  constructor(private readonly cipher: Cipher) {}

  contentOf({ household, gridId, groupId }: PlacedHousehold, silent: readonly MergeField[]): BookContent {
    const { name, kind, code, address, childrenUnder14 } = household;
    const members = household.members.map(({ phone, name: own, relation, birthMonth, tags }) => ({
      name: own,
      relation,
      birthMonth,
      tags,
      phoneIndex: phone === null ? null : this.cipher.blindIndex('phone', phone),
      phoneCipher: phone === null ? null : this.cipher.encrypt(phone),
    }));
    return { name, kind, code, address, gridId, groupId, childrenUnder14, members, silent };
  }

  added(importId: string, number: number, placed: PlacedHousehold, silent: readonly MergeField[]): StagedRows {
    const { members, silent: unsaid, ...fields } = this.contentOf(placed, silent);
    const content: DoorContent = { ...fields, members: members.map((member) => ({ residentId: uuid7(), ...member })) };
    const doorId = uuid7();
    return {
      action: 'add',
      door: {
        ...stagedDoor(importId, doorId, number, content),
        ...placeInFile(placed),
        action: 'add',
        writes: 1,
        base_version: null,
        entry_key: entryKey(placed.villageId, placed.household),
        snapshot: JSON.stringify({ ...content, silent: unsaid } satisfies BookSnapshot),
        changes: null,
        decisions: null,
      },
      residents: residentRows(importId, doorId, content.members),
    };
  }

  /** The household against the door that it is. */
  compared(
    importId: string,
    number: number,
    placed: PlacedHousehold,
    doorId: string,
    stored: { now: DoorNow; base: BookSnapshot | null },
    silent: readonly MergeField[],
  ): StagedRows {
    const book = this.contentOf(placed, silent);
    const merge = mergeThreeWay(stored.base, stored.now, book, {}, uuid7);
    const key = entryKey(placed.villageId, placed.household);
    const origin = { ...placeInFile(placed), entry_key: key };
    return stagedMerge(importId, doorId, number, stored.now, merge, {}, origin);
  }

  /** The same with decisions; what the file said is its own next base. */
  decided(staged: Row, stored: { now: DoorNow; base: BookSnapshot | null }, decisions: Decisions): StagedRows {
    const snapshot = JSON.parse(staged.snapshot as string) as BookSnapshot;
    const book: BookContent = { ...snapshot, members: snapshot.members };
    const merge = mergeThreeWay(stored.base, stored.now, book, decisions, uuid7);
    const { sheet, first_row, last_row, entry_key } = staged;
    const origin = { sheet: sheet!, first_row: first_row!, last_row: last_row!, entry_key: entry_key! };
    const [importId, doorId] = [staged.import_id as string, staged.door_id as string];
    return stagedMerge(importId, doorId, Number(staged.number), stored.now, merge, decisions, origin);
  }

  /** A household staged as a new one that turns out to be a door of another village. */
  moved(arrival: Row, doorId: string, stored: { now: DoorNow; base: BookSnapshot | null }): StagedRows {
    return this.decided({ ...arrival, door_id: doorId }, stored, {});
  }

  absent(importId: string, number: number, doorId: string, { now }: { now: DoorNow }): StagedRows {
    return {
      action: 'absent',
      door: {
        ...stagedDoor(importId, doorId, number, now),
        sheet: null,
        first_row: null,
        last_row: null,
        action: 'absent',
        writes: 0,
        base_version: now.version,
        entry_key: '',
        snapshot: null,
        changes: null,
        decisions: null,
      },
      residents: [],
    };
  }
}

function stagedMerge(
  importId: string,
  doorId: string,
  number: number,
  now: DoorNow,
  { action, result, changes, nextBase }: Merge,
  decisions: Decisions,
  origin: Row,
): StagedRows {
  const writes = changes.some(({ take }) => take === 'book');
  return {
    action,
    door: {
      ...stagedDoor(importId, doorId, number, result),
      ...origin,
      action,
      writes: writes ? 1 : 0,
      base_version: now.version,
      snapshot: JSON.stringify(nextBase),
      changes: changes.length === 0 ? null : JSON.stringify(changes),
      decisions: Object.keys(decisions).length === 0 ? null : JSON.stringify(decisions),
    },
    residents: writes ? residentRows(importId, doorId, result.members) : [],
  };
}

function stagedDoor(importId: string, doorId: string, number: number, content: DoorContent): Row {
  return {
    import_id: importId,
    door_id: doorId,
    number,
    kind: content.kind,
    code: content.code,
    name: content.name,
    address: content.address,
    grid_id: content.gridId,
    group_id: content.groupId,
    children_under14: content.childrenUnder14,
  };
}

function placeInFile({ household, sheet }: PlacedHousehold): Row {
  return { sheet, first_row: household.firstRow, last_row: household.lastRow };
}

function residentRows(importId: string, doorId: string, members: readonly ResidentContent[]): Row[] {
  return members.map((member, position) => ({
    import_id: importId,
    id: member.residentId,
    door_id: doorId,
    position,
    name: member.name,
    relation: member.relation,
    birth_month: member.birthMonth,
    tags: JSON.stringify(member.tags),
    phone_cipher: member.phoneCipher,
    phone_index: member.phoneIndex,
  }));
}
