import type { Role } from '../../common/auth/index.js';

/** A level of a chain as a round keeps it; number 1 is the top. */
export interface ChainLevel {
  number: number;
  name: string;
  /** Filled from the posts of this role; null when a roster fills it. */
  role: Role | null;
}

/** A post as it was held when a round began. */
export interface PostInChain {
  personId: string;
  name: string;
  role: Role;
  regionName: string;
  /** The region's path, `/1/23/456/`. */
  path: string;
  /** Milliseconds. */
  heldSince: number;
}

/** Somebody placed in a chain from a post; `superior` is the person above. */
export interface PlacedPost {
  personId: string;
  name: string;
  level: number;
  position: string;
  superior: string | null;
}

const longestPosition = 40;

/**
 * Everybody whom the posts at a place bring into a chain, by level, then by place.
 * [reading] S3.4 says who signs with whom, not what happens where a post is vacant or held by several:
 * - Whoever holds posts of several levels stands once, at the highest: nobody signs with themselves.
 * - Above somebody stands whoever holds a post of the level above at the same place or around it; of several the one nearest,
 *   then the one who has held it longest. A grid without 网格长 signs with the 村干部.
 * - Where nobody is above, they wait until a roster brings somebody.
 */
export function fillChain(
  levels: readonly ChainLevel[],
  place: { path: string },
  posts: readonly PostInChain[],
): PlacedPost[] {
  const held = [...posts].sort(byPlace).flatMap((post) => {
    const level = levels.find(({ role }) => role === post.role);
    return level ? [{ ...post, level }] : [];
  });
  const highest = new Map<string, (typeof held)[number]>();
  for (const post of held) {
    const known = highest.get(post.personId);
    if (!known || post.level.number < known.level.number) highest.set(post.personId, post);
  }
  const above = (level: number, path: string): string | null => {
    for (let number = level - 1; number >= 1; number -= 1) {
      const around = held.filter((post) => post.level.number === number && path.startsWith(post.path));
      const [nearest] = around.sort((a, b) => b.path.length - a.path.length || byPlace(a, b));
      if (nearest) return nearest.personId;
    }
    return null;
  };
  return [...highest.values()]
    .sort((a, b) => a.level.number - b.level.number)
    .map(({ personId, name, level, path, regionName }) => ({
      personId,
      name,
      level: level.number,
      position: path === place.path ? level.name : positionAt(regionName, level.name),
      superior: above(level.number, path),
    }));
}

function byPlace(a: PostInChain, b: PostInChain): number {
  return compare(a.path, b.path) || a.heldSince - b.heldSince || compare(a.personId, b.personId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** 第一网格网格员; the name of the place is left out where it would not fit. */
function positionAt(place: string, level: string): string {
  const whole = `${place}${level}`;
  return whole.length <= longestPosition ? whole : level;
}

/** What the state of a letter follows from. */
export interface LetterFacts {
  level: number;
  signed: boolean;
  /** Null when nobody stands above. */
  superiorSigned: boolean | null;
}

/** The top may sign at once, the others when whoever is above has signed. */
export function maySign({ level, superiorSigned }: Pick<LetterFacts, 'level' | 'superiorSigned'>): boolean {
  return level === 1 || superiorSigned === true;
}

/** The due day itself is still on time (S3.5). Whoever cannot sign yet is not late. */
export function letterState(letter: LetterFacts, dueOn: string, today: string): 'signed' | 'due' | 'late' | 'waiting' {
  if (letter.signed) return 'signed';
  if (!maySign(letter)) return 'waiting';
  return today > dueOn ? 'late' : 'due';
}

/** How many of some letters are signed, and how many more could be now. */
export interface LetterSums {
  total: number;
  signed: number;
  open: number;
}

export function countsOf({ total, signed, open }: LetterSums, dueOn: string, today: string) {
  const isLate = today > dueOn;
  return { total, signed, due: isLate ? 0 : open, late: isLate ? open : 0, waiting: total - signed - open };
}

export function sumOf(sums: readonly LetterSums[]): LetterSums {
  const add = (field: keyof LetterSums) => sums.reduce((total, sum) => total + sum[field], 0);
  return { total: add('total'), signed: add('signed'), open: add('open') };
}

/** Somebody in a round, in the order in which they were sent to. */
export interface Member {
  id: string;
  level: number;
  superiorId: string | null;
}

/**
 * Who comes below whom now, of those below the top who have nobody above: the first of the nearest level above that has
 * anybody [reading]. Those for whom nobody is there still wait.
 */
export function adopt(members: readonly Member[]): Map<string, string> {
  const adopted = new Map<string, string>();
  for (const { id, level, superiorId } of members) {
    if (level === 1 || superiorId !== null) continue;
    const above = members.filter((member) => member.level < level);
    const nearest = Math.max(...above.map((member) => member.level));
    const superior = above.find((member) => member.level === nearest);
    if (superior) adopted.set(id, superior.id);
  }
  return adopted;
}

/** A resident who may be the guardian of a pupil of the household. */
export interface PossibleGuardian {
  id: string;
  name: string;
  relation: string;
  tags: readonly string[];
}

/**
 * Who signs for a family, of its grown-ups in the order of the household book: whoever is marked as a pupil's parent, else the
 * head, else whoever stands first [reading]; null when the book names nobody.
 */
export function guardianOf<Resident extends PossibleGuardian>(adults: readonly Resident[]): Resident | null {
  return (
    adults.find(({ tags }) => tags.includes('teacher_student_parent')) ??
    adults.find(({ relation }) => relation === 'head') ??
    adults[0] ??
    null
  );
}
