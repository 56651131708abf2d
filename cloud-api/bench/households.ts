import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Cipher } from '../src/common/crypto/index.js';
import { Database, type Row } from '../src/common/database/index.js';
import { doorKeys, DoorKeyWriter } from '../src/modules/doors/index.js';

/** Invented people with the names that people have: how often a beginning is met decides what a search costs. */
const surnames = [
  ...'王王王王王王李李李李李李张张张张张刘刘刘陈陈陈杨杨赵赵黄黄周周吴吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单解仇',
];
const given = [
  ...'德福秀英桂兰建国志强大海小军春花玉梅金宝长根有才明华丽娟红霞俊杰文斌永胜国庆海燕晓东雪琴水生火旺木林土根银凤彩云爱民卫东光荣',
];

export interface BuiltHousehold {
  gridId: number;
  code: string;
  name: string;
  phone: string;
}

/** A number from 0 to `below`, the same on every run (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

export function inventName(roll: (below: number) => number): string {
  const pick = (letters: readonly string[]) => letters[roll(letters.length)]!;
  return pick(surnames) + pick(given) + (roll(10) < 8 ? pick(given) : '');
}

/**
 * Fills one grid with households of two or three people, each with the keys that the rules give them; every second door
 * has a phone. Hashes are made as the application makes them.
 */
export async function fillWithHouseholds(
  app: INestApplicationContext,
  gridId: number,
  count: number,
  nextName: () => string,
  roll: (below: number) => number,
): Promise<BuiltHousehold[]> {
  const writer = app.get(DoorKeyWriter);
  const cipher = app.get(Cipher);
  const built: BuiltHousehold[] = [];
  const rows: Record<'doors' | 'residents' | 'door_keys', Row[]> = { doors: [], residents: [], door_keys: [] };
  for (let index = 0; index < count; index += 1) {
    const id = uuid7();
    const people = Array.from({ length: 2 + roll(2) }, nextName);
    const phone = `199${String(roll(100_000_000)).padStart(8, '0')}`;
    const hashes = index % 2 === 0 ? writer.hashesOf(phone) : null;
    const door = { kind: 'household', code: `${1 + Math.floor(index / 40)}-${1 + (index % 40)}`, name: people[0]! };
    rows.doors.push({ id, ...door, address: `${door.code}号`, grid_id: gridId, leaf_version: 0, created_at: 0 });
    rows.residents.push(
      ...people.map((name, position) => ({
        id: uuid7(),
        door_id: id,
        position,
        name,
        relation: position === 0 ? 'head' : 'other',
        tags: '[]',
        phone_cipher: position === 0 && hashes ? cipher.encrypt(phone) : null,
        phone_index: position === 0 && hashes ? hashes.whole : null,
      })),
    );
    const keys = doorKeys(
      door,
      people.map((name, position) => ({ name, phone: position === 0 ? hashes : null })),
    );
    rows.door_keys.push(...keys.map((key) => ({ grid_id: gridId, search_key: key, door_id: id })));
    if (hashes) built.push({ gridId, code: door.code, name: door.name, phone });
  }
  await app.get(Database).transaction(async (transaction) => {
    for (const [table, written] of Object.entries(rows)) await transaction.insert(table, written);
  });
  return built;
}
