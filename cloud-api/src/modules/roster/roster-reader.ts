import { emptyOutcome, type ImportCheck, type ListRow, listRows } from '../imports/index.js';
import { RosterField } from './roster-fields.rules.js';
import type { PersonInFile, PlanFault } from './roster-plan.rules.js';
import { type RosterPlace, RosterPlaces } from './roster-places.rules.js';
import { readRosterRow } from './roster-rows.rules.js';

/** Reads a roster row by row into people: several rows of one phone are one person with several posts. */
export class RosterReader {
  readonly outcome = emptyOutcome();
  private readonly places: RosterPlaces;
  private readonly paths: ReadonlyMap<number, string>;
  private readonly people = new Map<string, PersonInFile>();
  private readonly rows = new Map<string, ListRow>();

  constructor(
    private readonly check: ImportCheck,
    places: readonly RosterPlace[],
    private readonly today: string,
  ) {
    this.places = new RosterPlaces(places, check.region);
    this.paths = new Map(places.map(({ id, path }) => [id, path]));
  }

  async read(): Promise<PersonInFile[]> {
    for await (const row of listRows(this.check)) await this.take(row);
    this.outcome.records = this.people.size;
    return [...this.people.values()];
  }

  /** A problem that shows only beside what is stored; it stands at the person's first row. */
  async tellOf({ key, rule, level, shown }: PlanFault): Promise<void> {
    const field = rule.startsWith('police') ? RosterField.Police : RosterField.Phone;
    this.outcome[level === 'bad' ? 'bad' : 'notes'] += 1;
    await this.check.problem(this.rows.get(key)!.problem(level, rule, field, shown));
  }

  private async take(row: ListRow): Promise<void> {
    this.outcome.rows += 1;
    const read = readRosterRow(
      (field) => row.cell(field),
      (role, written) => this.places.find(role, written),
      this.today,
    );
    const key = read.phone ?? `name ${read.name}`;
    const known = this.people.get(key);
    if (known && known.name !== read.name && read.name !== '') {
      read.problems.push({ field: RosterField.Phone, rule: 'phone_of_other', level: 'bad', shown: read.name });
    }
    const isBad = read.problems.some(({ level }) => level === 'bad');
    if (isBad) this.outcome.bad += 1;
    this.outcome.notes += read.problems.filter(({ level }) => level === 'note').length;
    await this.check.problem(
      ...read.problems.map(({ level, rule, field, shown }) => row.problem(level, rule, field, shown)),
    );
    if (isBad) return;
    const person = known ?? this.begin(key, row, read.name, read.phone);
    person.lastRow = Math.max(person.lastRow, row.row);
    for (const { role, regionId } of read.posts) {
      const isThere = person.posts.some((post) => post.role === role && post.regionId === regionId);
      if (!isThere) person.posts.push({ role, regionId, path: this.paths.get(regionId)! });
    }
    if (read.trainedOn !== null && !person.trainedOn.includes(read.trainedOn)) person.trainedOn.push(read.trainedOn);
    person.police.push(...read.police.filter((name) => !person.police.includes(name)));
  }

  private begin(key: string, from: ListRow, name: string, phone: string | null): PersonInFile {
    const person: PersonInFile = {
      key,
      name,
      phone,
      sheet: from.sheet,
      firstRow: from.row,
      lastRow: from.row,
      posts: [],
      trainedOn: [],
      police: [],
    };
    this.people.set(key, person);
    this.rows.set(key, from);
    return person;
  }
}
