import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Cipher, maskPhone } from '../../common/crypto/index.js';
import { Database } from '../../common/database/index.js';
import { PagePlace } from '../../common/http/index.js';
import { Problem } from '../../common/problem/index.js';
import { RegionsService } from '../regions/index.js';
import { type PeopleQuery, PeopleSort, type Person, type PersonList } from './dto/people.dto.js';
import { isPinyin, soundsLike } from './name-search.rules.js';
import { type PeopleFilter, PeopleListRepository, type PersonPlace, type PersonRow } from './people-list.repository.js';
import { PeopleRepository } from './people.repository.js';
import { normalisePhone } from './people.rules.js';
import { TeamsService } from './teams.service.js';

const pageSize = 50;
const places = new PagePlace<PersonPlace>({ id: 'text', name: 'text', doors: 'number' });

/** People as screens show them: one, or a searched and sorted page of the roster. */
@Injectable()
export class PeopleListService {
  constructor(
    private readonly rows: PeopleListRepository,
    private readonly people: PeopleRepository,
    private readonly teams: TeamsService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  async list(actor: Actor, query: PeopleQuery): Promise<PersonList> {
    const paths = await this.regions.reachablePaths(actor, Permission.PeopleRead, query.regionId);
    const filter: PeopleFilter = {
      paths,
      role: query.role ?? null,
      trained: query.trained === undefined ? null : query.trained === 'true',
      search: query.q === undefined ? null : await this.search(paths, query.q.trim()),
    };
    const sort = query.sort ?? PeopleSort.Name;
    const limit = query.limit ?? pageSize;
    const rows = await this.rows.page(filter, sort, places.decode(query.after), limit);
    const last = rows.at(-1);
    return {
      items: await this.assemble(rows),
      next: last && rows.length === limit ? places.encode(last) : null,
      total: await this.rows.count(filter),
    };
  }

  /** Somebody with a post that the actor oversees; a 404 otherwise. */
  async get(actor: Actor, id: string): Promise<Person> {
    const places = await this.people.postPlaces(this.database, id);
    if (!places.some(({ path }) => actor.canAt(Permission.PeopleRead, path))) throw Problem.notFound();
    return this.require(id);
  }

  /** The person, or a 404. */
  async require(id: string): Promise<Person> {
    const row = await this.rows.one(id);
    if (!row) throw Problem.notFound();
    return (await this.assemble([row]))[0]!;
  }

  private async assemble(rows: readonly PersonRow[]): Promise<Person[]> {
    const ids = rows.map(({ id }) => id);
    const posts = await this.people.postsOf(ids);
    const teams = await this.teams.membersOf(this.database, ids);
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      phoneMasked: row.phoneCipher === null ? null : maskPhone(this.cipher.decrypt(row.phoneCipher)),
      posts: posts.get(row.id) ?? [],
      trainedOn: row.trainedOn,
      doors: Number(row.doors),
      team: teams.get(row.id) ?? [],
    }));
  }

  /** How names sound is in no column, so those of the place are compared here. */
  private async search(paths: readonly string[], typed: string): Promise<NonNullable<PeopleFilter['search']>> {
    const phone = normalisePhone(typed);
    const sounding = isPinyin(typed)
      ? (await this.rows.namesWithin(paths)).filter(({ name }) => soundsLike(name, typed)).map(({ id }) => id)
      : [];
    return { text: typed, phoneIndex: phone === null ? null : this.cipher.blindIndex('phone', phone), ids: sounding };
  }
}
