import { numberedName, type NumberedLevel } from '../regions/index.js';
import { squash, textOf } from './book-text.rules.js';

/** By its code within the village: what the village writes on the door plate is written in every book. */
export function codeKey(villageId: number, code: string): string {
  return `${villageId}|c|${squash(textOf(code)).toLowerCase()}`;
}

/** By address and head, for books without codes. */
export function addressKey(villageId: number, address: string, head: string): string {
  return `${villageId}|a|${squash(textOf(address))}|${squash(textOf(head))}`;
}

export function entryKey(villageId: number, { code, address, name }: { code: string; address: string; name: string }) {
  return code === '' ? addressKey(villageId, address, name) : codeKey(villageId, code);
}

/** What a household keeps when it moves to another village: its code and its head. Null without a code. */
export function moveKey({ code, name }: { code: string; name: string }): string | null {
  return code === '' ? null : `${squash(textOf(code)).toLowerCase()} ${squash(textOf(name))}`;
}

/** A door of the scope, as far as finding it needs. */
export interface KnownDoor {
  id: string;
  villageId: number;
  gridId: number;
  code: string;
  name: string;
  address: string;
  /** Under which key the last book had it. */
  entryKey: string | null;
  /** Known from a book or a list, not registered by whoever stood before it. */
  fromBook: boolean;
  /** How a door that is gone was called; its history is at the door of this id. */
  mergedAway: boolean;
}

/**
 * Finds the door that a household of the file is. A door is known by the key of the last book, by its code, or, where one of
 * the two sides has no code, by address and head.
 */
export class DoorFinder {
  private readonly byEntry = new Map<string, KnownDoor[]>();
  private readonly byCode = new Map<string, KnownDoor[]>();
  private readonly byAddress = new Map<string, KnownDoor[]>();

  constructor(doors: Iterable<KnownDoor>) {
    for (const door of doors) {
      if (door.entryKey !== null) put(this.byEntry, door.entryKey, door);
      if (door.code !== '') put(this.byCode, codeKey(door.villageId, door.code), door);
      put(this.byAddress, addressKey(door.villageId, door.address, door.name), door);
    }
  }

  /** The door, null for a new one, or `several` when the file does not say which of some. */
  find(
    villageId: number,
    household: { code: string; address: string; name: string; gridId: number },
  ): KnownDoor | null | 'several' {
    const { code, address, name, gridId } = household;
    const own = this.byEntry.get(entryKey(villageId, household)) ?? [];
    const coded = code === '' ? [] : (this.byCode.get(codeKey(villageId, code)) ?? []);
    const placed = (this.byAddress.get(addressKey(villageId, address, name)) ?? []).filter(
      (door) => code === '' || door.code === '',
    );
    const found = [own, coded, placed].find((doors) => doors.length > 0);
    if (!found) return null;
    return narrow(found, [
      (door) => !door.mergedAway,
      (door) => door.gridId === gridId,
      (door) => squash(door.name) === squash(name),
    ]);
  }
}

/** Tests that no candidate passes tell nothing. */
function narrow(doors: readonly KnownDoor[], tests: ((door: KnownDoor) => boolean)[]): KnownDoor | 'several' {
  let left = doors;
  for (const test of tests) {
    if (left.length === 1) break;
    const passing = left.filter(test);
    if (passing.length > 0) left = passing;
  }
  return left.length === 1 ? left[0]! : 'several';
}

function put(doors: Map<string, KnownDoor[]>, key: string, door: KnownDoor): void {
  const known = doors.get(key);
  if (known) known.push(door);
  else doors.set(key, [door]);
}

/** 第十二网格 for what the file calls 12网格; other names stay as they are written. `common` is the form of normalisePlace. */
export function properPlaceName(level: NumberedLevel, common: string, written: string): string {
  const ordinal = /^(\d{1,2})(?:网格|组)?$/.exec(common)?.[1];
  return ordinal === undefined ? written : numberedName(level, Number(ordinal));
}
