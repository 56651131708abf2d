import type { Role } from '../../common/auth/index.js';
import { mayTeam, type PlaceOfPost } from '../people/index.js';
import type { RosterRule } from './roster-fields.rules.js';

export interface PostInFile {
  role: Role;
  regionId: number;
  path: string;
}

/** Everything a file says of one person, whose rows share a phone; or a name, where no phone is written. */
export interface PersonInFile {
  key: string;
  name: string;
  phone: string | null;
  sheet: number;
  firstRow: number;
  lastRow: number;
  posts: PostInFile[];
  trainedOn: string[];
  /** The names of the police who go along. */
  police: string[];
}

export interface KnownPerson {
  id: string;
  name: string;
  phone: string | null;
  posts: PostInFile[];
  trainedOn: string[];
  policeIds: string[];
}

/** What is stored of the people that the file may mean, of the roster of its region, and of the police who reach there. */
export interface RosterState {
  known: KnownPerson[];
  /** Where the actor manages people. */
  managedPaths: string[];
  /** The path of the region that the file is for. */
  regionPath: string;
}

/** Somebody in the file (by key) or known already (by id). */
export type PersonRef = { id: string } | { key: string };

export interface PlannedPerson {
  action: 'add' | 'update' | 'same';
  /** Null for somebody new. */
  id: string | null;
  person: PersonInFile;
  posts: PostInFile[];
  trainedOn: string[];
  police: (PersonRef & { name: string })[];
}

export interface PlanFault {
  key: string;
  rule: RosterRule;
  level: 'bad' | 'note';
  shown: string;
}

export interface RosterPlan {
  people: PlannedPerson[];
  faults: PlanFault[];
  /** Ids of those on the region's roster whom the file does not name. */
  absent: string[];
}

/** Compares a file with what is stored. The same file and state give the same plan, so that what was shown can be checked. */
export function planRoster(file: readonly PersonInFile[], state: RosterState): RosterPlan {
  const faults: PlanFault[] = [];
  const index = new KnownPeople(state);
  const met = file.flatMap((person) => {
    const found = identify(person, index);
    if ('fault' in found) faults.push({ key: person.key, rule: found.fault, level: 'bad', shown: found.shown });
    return 'fault' in found ? [] : [{ person, known: found.known }];
  });
  const people = met.map(({ person, known }): PlannedPerson => {
    const posts = person.posts.filter(
      ({ role, regionId }) => !known?.posts.some((post) => post.role === role && post.regionId === regionId),
    );
    const trainedOn = person.trainedOn.filter((day) => !known?.trainedOn.includes(day));
    return { action: known ? 'same' : 'add', id: known?.id ?? null, person, posts, trainedOn, police: [] };
  });
  const teams = new TeamFinder(people, index);
  for (const planned of people) {
    planned.police = teams.policeFor(planned, faults);
    const isChanged = planned.posts.length + planned.trainedOn.length + planned.police.length > 0;
    if (planned.action === 'same' && isChanged) planned.action = 'update';
  }
  const named = new Set(people.map(({ id }) => id));
  const absent = state.known
    .filter(({ id, posts }) => !named.has(id) && posts.some(({ path }) => path.startsWith(state.regionPath)))
    .map(({ id }) => id);
  return { people, faults, absent };
}

/** The people of the state by what rows name them by. */
class KnownPeople {
  readonly byId: ReadonlyMap<string, KnownPerson>;
  private readonly byPhone = new Map<string, KnownPerson>();
  private readonly byName = new Map<string, KnownPerson[]>();

  constructor(readonly state: RosterState) {
    this.byId = new Map(state.known.map((person) => [person.id, person]));
    for (const person of state.known) {
      if (person.phone !== null) this.byPhone.set(person.phone, person);
      const isHere = person.posts.some(({ path }) => path.startsWith(state.regionPath));
      if (isHere) this.byName.set(person.name, [...(this.byName.get(person.name) ?? []), person]);
    }
  }

  withPhone(phone: string): KnownPerson | undefined {
    return this.byPhone.get(phone);
  }

  /** Those of the region who are called so. */
  namesakes(name: string): readonly KnownPerson[] {
    return this.byName.get(name) ?? [];
  }
}

type Identified = { known: KnownPerson | null } | { fault: RosterRule; shown: string };

/** By the phone, which is one person's; without one by a name that one person of the region bears. */
function identify({ name, phone }: PersonInFile, people: KnownPeople): Identified {
  if (phone === null) {
    const namesakes = people.namesakes(name);
    if (namesakes.length === 1) return { known: namesakes[0]! };
    return { fault: namesakes.length === 0 ? 'phone_missing' : 'person_ambiguous', shown: name };
  }
  const holder = people.withPhone(phone);
  if (!holder) return { known: null };
  if (holder.name !== name) return { fault: 'phone_of_other', shown: name };
  const { managedPaths } = people.state;
  const isManaged =
    holder.posts.length === 0 ||
    holder.posts.some(({ path }) => managedPaths.some((managed) => path.startsWith(managed)));
  return isManaged ? { known: holder } : { fault: 'phone_of_elsewhere', shown: name };
}

interface Candidate {
  ref: PersonRef;
  name: string;
  posts: PlaceOfPost[];
}

/** Finds the police that rows name, among those in the file and those who reach the place already. */
class TeamFinder {
  private readonly candidates: Candidate[];

  constructor(
    people: readonly PlannedPerson[],
    private readonly known: KnownPeople,
  ) {
    const inFile = people.map(({ id, person, posts }) => ({
      ref: id === null ? { key: person.key } : { id },
      name: person.name,
      posts: [...posts, ...this.postsOf(id)],
    }));
    const named = new Set(people.map(({ id }) => id));
    const others = known.state.known
      .filter(({ id }) => !named.has(id))
      .map(({ id, name, posts }) => ({ ref: { id }, name, posts }));
    this.candidates = [...inFile, ...others].filter(({ posts }) =>
      posts.some(({ role }) => role === 'police' || role === 'auxiliary_police'),
    );
  }

  policeFor({ id, person, posts }: PlannedPerson, faults: PlanFault[]): PlannedPerson['police'] {
    const own = [...posts, ...this.postsOf(id)];
    const team = this.known.byId.get(id ?? '')?.policeIds ?? [];
    return person.police.flatMap((name) => {
      const namesakes = this.candidates.filter((candidate) => candidate.name === name);
      const fitting = namesakes.filter((candidate) => mayTeam(own, candidate.posts));
      const fault = faultOf(namesakes.length, fitting.length);
      if (fault) faults.push({ key: person.key, rule: fault, level: 'note', shown: name });
      if (fault) return [];
      const { ref } = fitting[0]!;
      return 'id' in ref && team.includes(ref.id) ? [] : [{ ...ref, name }];
    });
  }

  private postsOf(id: string | null): PostInFile[] {
    return this.known.byId.get(id ?? '')?.posts ?? [];
  }
}

function faultOf(namesakes: number, fitting: number): RosterRule | null {
  if (namesakes === 0) return 'police_unknown';
  if (fitting === 0) return 'police_not_here';
  return fitting === 1 ? null : 'police_ambiguous';
}
