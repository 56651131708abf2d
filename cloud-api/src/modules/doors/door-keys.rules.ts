import { normalisePhone, syllablesOf } from '../people/index.js';
import { DoorKind, Relation } from '../plans/index.js';

/** What a search key is made of; its letter stands before the key. */
export const KeyKind = { Name: 'n', Public: 'd', Code: 'c', Phone: 'p', PhoneTail: 't' } as const;
export type KeyKind = (typeof KeyKind)[keyof typeof KeyKind];

/** A phone as keys know it: keyed hashes of the whole number and of its last four digits. */
export interface PhoneHashes {
  whole: string;
  tail: string;
}

export interface KeyedDoor {
  kind: string;
  code: string;
  name: string;
}

export interface KeyedResident {
  name: string;
  phone: PhoneHashes | null;
}

/** What a typed text may mean: beginnings of keys, and phone digits that must be hashed first. */
export interface SearchTerms {
  prefixes: string[];
  /** Eleven digits of a mobile phone. */
  phone: string | null;
  /** The last four digits of one. */
  phoneTail: string | null;
}

const keyLength = 64;
/** 96 and 64 bits of the hash: enough never to meet by chance in a county, and to stay short. */
const phoneKeyLength = 24;
const tailKeyLength = 16;
/** A shop is also called by the end of its name: 便利店, 宣纸厂. */
const publicEndings = 12;
const shortestEnding = 2;

/** All keys under which a door is found, each once, in their order. */
export function doorKeys(door: KeyedDoor, residents: readonly KeyedResident[]): string[] {
  const keys = residents.flatMap(({ name, phone }) => [
    ...nameKeys(name),
    ...(phone === null ? [] : [phoneKey(phone.whole), tailKey(phone.tail)]),
  ]);
  keys.push(...keysOfDoorItself(door));
  return [...new Set(keys)].sort();
}

/** A household is called by a person; what everybody may know of another door is its name. */
export function keysOfDoorItself({ kind, code, name }: KeyedDoor): string[] {
  const called = kind === DoorKind.Household ? nameKeys(name) : publicKeys(name);
  return [...called, ...keysOf(KeyKind.Code, [plain(code)])];
}

/** The name, the given name from the second character on, its sound and its initials. */
export function nameKeys(name: string): string[] {
  const letters = [...plain(name)];
  const given = letters.length >= 3 && hasHan(name) ? [letters.slice(1).join('')] : [];
  return keysOf(KeyKind.Name, [letters.join(''), ...given, ...sounds(name)]);
}

function publicKeys(name: string): string[] {
  const letters = [...plain(name)];
  const last = Math.min(publicEndings, letters.length - shortestEnding);
  const endings = Array.from({ length: Math.max(last, 0) }, (_, from) => letters.slice(from + 1).join(''));
  return keysOf(KeyKind.Public, [letters.join(''), ...endings.filter(hasHan), ...sounds(name)]);
}

export function phoneKey(hash: string): string {
  return `${KeyKind.Phone}${hash.slice(0, phoneKeyLength)}`;
}

export function tailKey(hash: string): string {
  return `${KeyKind.PhoneTail}${hash.slice(0, tailKeyLength)}`;
}

/** What somebody looks for who typed this; nothing when the text holds nothing to look for. */
export function searchTerms(typed: string): SearchTerms {
  const text = plain(typed);
  if (text === '') return { prefixes: [], phone: null, phoneTail: null };
  return {
    prefixes: kindsOf(text).flatMap((kind) => keysOf(kind, [text])),
    phone: normalisePhone(text),
    phoneTail: /^\d{4}$/.test(text) ? text : null,
  };
}

/** Whether one of the keys begins with one of the prefixes. */
export function isFoundBy(keys: readonly string[], prefixes: readonly string[]): boolean {
  return keys.some((key) => prefixes.some((prefix) => key.startsWith(prefix)));
}

/** Full and half width, spaces, invisible characters, dots in names and upper case make no difference. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}·•]/gu, '')
    .replace(/[‐-―−]/g, '-')
    .toLowerCase();
}

function kindsOf(text: string): KeyKind[] {
  if (hasHan(text) || /^[a-z']+$/.test(text)) return [KeyKind.Name, KeyKind.Public, KeyKind.Code];
  return [KeyKind.Code, KeyKind.Public];
}

function hasHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** 王德福: `wangdefu` and `wdf`; ü is typed as v, and a surname sounds as a surname does (单 is shan). */
function sounds(name: string): string[] {
  const text = plain(name);
  if (!hasHan(text)) return [];
  const syllables = syllablesOf(text);
  return [syllables.join(''), syllables.map((syllable) => [...syllable][0]).join('')];
}

function keysOf(kind: KeyKind, texts: readonly string[]): string[] {
  return texts.filter((text) => text !== '').map((text) => [...`${kind}${text}`].slice(0, keyLength).join(''));
}

/**
 * Which of the residents the text found, by name or phone, when it was neither the door itself nor its head: the place
 * in the list, or null.
 */
export function whoWasFound(
  terms: SearchTerms,
  door: KeyedDoor,
  residents: readonly { name: string; relation: string; phone: string | null }[],
): number | null {
  if (isFoundBy(keysOfDoorItself(door), terms.prefixes)) return null;
  const place = residents.findIndex(
    ({ name, phone }) => isFoundBy(nameKeys(name), terms.prefixes) || isPhoneFound(terms, phone),
  );
  return place === -1 || residents[place]!.relation === Relation.Head ? null : place;
}

function isPhoneFound({ phone: whole, phoneTail }: SearchTerms, phone: string | null): boolean {
  return phone !== null && (phone === whole || phone.slice(-4) === phoneTail);
}
