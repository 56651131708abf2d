import { Injectable } from '@nestjs/common';
import { hash as hashPassword } from '@node-rs/argon2';
import { v7 as uuid7 } from 'uuid';
import { type Actor, Permission, type Role } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { Database, isDuplicateKey, type Queryable, StaleRead, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { RegionsService } from '../regions/index.js';
import type { NewPerson, NewPost, NewTraining, Person } from './dto/people.dto.js';
import type { Me } from './dto/session.dto.js';
import { PeopleListService } from './people-list.service.js';
import { PeopleRepository, type PostPlace } from './people.repository.js';
import { normalisePhone, roleFitsLevel } from './people.rules.js';
import { privacyNotice } from './privacy-notice.js';
import { ResidentDirectory } from './resident-directory.js';

export interface StaffMember {
  name: string;
  phone: string | null;
  posts: { role: Role; regionId: number }[];
  /** The day of a training, or several. */
  trainedOn?: string | readonly string[];
}

/** What a training was about where nobody says (S2.4). */
export const firstTraining = '岗前培训';

/** The roster: who there is, which posts they hold, who was trained. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly repository: PeopleRepository,
    private readonly people: PeopleListService,
    private readonly residents: ResidentDirectory,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  async me(actor: Actor): Promise<Me> {
    const person = await this.people.require(actor.personId);
    const home = actor.residentId === null ? null : await this.residents.homeOf(actor.residentId);
    return {
      personId: person.id,
      name: person.name,
      phoneMasked: person.phoneMasked,
      kind: person.posts.length > 0 ? 'staff' : 'resident',
      posts: person.posts,
      permissions: actor.permissions(),
      trainedOn: person.trainedOn,
      team: person.team,
      consent: { required: !actor.consented, version: privacyNotice.version },
      homeRegionId:
        widest(actor, Permission.CoverageRead) ?? widest(actor, Permission.CascadeRead) ?? home?.villageId ?? null,
      household: home && { doorId: home.doorId, label: home.label },
      serverTime: this.clock.now(),
    };
  }

  /** The village in which the actor lives as a resident; null for staff. */
  async homeVillage(actor: Actor): Promise<number | null> {
    if (actor.residentId === null) return null;
    return (await this.residents.homeOf(actor.residentId))?.villageId ?? null;
  }

  /** Whoever has the phone already, as a villager or from an earlier post, becomes staff and stays the same person. */
  async create(actor: Actor, input: NewPerson): Promise<Person> {
    await this.requireGrantable(actor, input);
    const phone = input.phone === undefined ? null : normalisePhone(input.phone);
    if (input.phone !== undefined && phone === null) throw Problem.validation([{ field: 'phone', rule: 'phone' }]);
    const id = await this.unlessPhoneTaken(
      this.database.transaction(async (transaction) => {
        const known = phone && (await this.repository.withoutPost(transaction, this.cipher.blindIndex('phone', phone)));
        if (!known) return this.createStaff(transaction, { name: input.name, phone, posts: [input] }, actor.personId);
        await this.repository.rename(transaction, known, input.name);
        await this.givePost(transaction, actor.personId, known, input);
        return known;
      }),
    );
    return this.people.require(id);
  }

  /** Writes one person with posts and trainings; the caller has decided that this may be done. */
  async createStaff(transaction: Transaction, member: StaffMember, actorId: string | null): Promise<string> {
    const [id] = await this.createAllStaff(transaction, [member], actorId);
    return id!;
  }

  /** The same for many at once; their ids in the same order. */
  async createAllStaff(
    transaction: Transaction,
    members: readonly StaffMember[],
    actorId: string | null,
  ): Promise<string[]> {
    const now = this.clock.now();
    const people = members.map((member) => ({ id: uuid7(), ...member }));
    await this.repository.insertStaff(
      transaction,
      people.map(({ id, name, phone, posts, trainedOn = [] }) => ({
        id,
        name,
        phoneCipher: phone && this.cipher.encrypt(phone),
        phoneIndex: phone && this.cipher.blindIndex('phone', phone),
        posts: posts.map(({ role, regionId }) => ({ id: uuid7(), personId: id, role, regionId, now })),
        trainings: [trainedOn].flat().map((day) => ({ id: uuid7(), trainedOn: day, topic: firstTraining })),
        now,
      })),
    );
    transaction.record(
      ...people.map(({ id, name, phone, posts }) => ({
        type: 'person.created',
        actorId,
        subject: { kind: 'person', id },
        regionId: posts[0]?.regionId ?? null,
        facts: { posts: posts.map(({ role, regionId }) => ({ role, regionId })) },
        personal: { name, phone },
      })),
    );
    return people.map(({ id }) => id);
  }

  async grantPost(actor: Actor, personId: string, input: NewPost): Promise<Person> {
    await this.requireGrantable(actor, input);
    await this.database.transaction(async (transaction) => {
      await this.requireReachable(transaction, actor, personId);
      await this.givePost(transaction, actor.personId, personId, input);
    });
    return this.people.require(personId);
  }

  /** Effective at once: posts are read with every request. */
  async revokePost(actor: Actor, postId: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const post = await this.repository.postPlace(transaction, postId);
      if (!post || !actor.canAt(Permission.PeopleManage, post.path)) throw Problem.notFound();
      await this.takePost(transaction, actor.personId, post);
    });
  }

  async recordTraining(actor: Actor, personId: string, input: NewTraining): Promise<Person> {
    if (input.trainedOn > this.clock.today()) throw Problem.validation([{ field: 'trainedOn', rule: 'not_in_future' }]);
    await this.database.transaction(async (transaction) => {
      await this.requireReachable(transaction, actor, personId);
      await this.addTraining(transaction, actor.personId, personId, input);
    });
    return this.people.require(personId);
  }

  async setPassword(actor: Actor, personId: string, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async (transaction) => {
      if (personId !== actor.personId) await this.requireWhollyReachable(transaction, actor, personId);
      await this.writePassword(transaction, personId, passwordHash, actor.personId);
    });
  }

  /** Stores a password's hash and ends every session begun with the old one. */
  async writePassword(
    transaction: Transaction,
    personId: string,
    passwordHash: string,
    actorId: string | null,
  ): Promise<void> {
    await transaction.execute(
      'UPDATE people SET password_hash = ?, failed_sign_ins = 0, locked_until = NULL WHERE id = ?',
      [passwordHash, personId],
    );
    await transaction.execute("DELETE FROM sessions WHERE person_id = ? AND kind = 'office'", [personId]);
    transaction.record({ type: 'person.password_set', actorId, subject: { kind: 'person', id: personId }, facts: {} });
  }

  firstTrainings(on: Queryable, personIds: readonly string[]): Promise<Map<string, string>> {
    return this.repository.firstTrainings(on, personIds);
  }

  /** The posts a person holds; none when there is no such person. */
  postPlaces(on: Queryable, personId: string): Promise<PostPlace[]> {
    return this.repository.postPlaces(on, personId);
  }

  /** Writes a post; the caller has decided that this may be done. */
  async givePost(transaction: Transaction, actorId: string, personId: string, post: NewPost): Promise<void> {
    const { role, regionId } = post;
    await this.repository.insertPost(transaction, { id: uuid7(), personId, role, regionId, now: this.clock.now() });
    transaction.record({
      type: 'post.granted',
      actorId,
      subject: { kind: 'person', id: personId },
      regionId,
      facts: { role },
    });
  }

  /** Ends a post; the caller has decided that this may be done. Whoever was faster makes this one start again. */
  async takePost(transaction: Transaction, actorId: string, post: PostPlace): Promise<void> {
    const taken = await this.repository.revokePost(transaction, post.id, this.clock.now());
    if (!taken) throw new StaleRead('a post was revoked while it was being revoked');
    transaction.record({
      type: 'post.revoked',
      actorId,
      subject: { kind: 'person', id: post.personId },
      regionId: post.regionId,
      facts: { postId: post.id, role: post.role },
    });
  }

  /** Writes a training; the caller has decided that this may be done. */
  async addTraining(transaction: Transaction, actorId: string, personId: string, training: NewTraining): Promise<void> {
    await this.insertTraining(transaction, personId, training);
    transaction.record({
      type: 'person.trained',
      actorId,
      subject: { kind: 'person', id: personId },
      facts: { trainedOn: training.trainedOn },
    });
  }

  /** A person is managed where one of their posts is; a person without any post is nobody's and looks absent. */
  async requireReachable(on: Queryable, actor: Actor, personId: string): Promise<void> {
    const places = await this.repository.postPlaces(on, personId);
    if (!places.some(({ path }) => actor.canAt(Permission.PeopleManage, path))) throw Problem.notFound();
  }

  private async insertTraining(transaction: Transaction, personId: string, training: NewTraining): Promise<void> {
    await transaction.insert('trainings', [
      { id: uuid7(), person_id: personId, trained_on: training.trainedOn, topic: training.topic },
    ]);
  }

  private async requireGrantable(actor: Actor, post: NewPost): Promise<void> {
    await this.regions.reachablePaths(actor, Permission.PeopleManage, post.regionId);
    const region = await this.regions.require(this.database, post.regionId);
    if (!roleFitsLevel(post.role, region.level)) throw Problem.validation([{ field: 'role', rule: 'fits_level' }]);
  }

  /** Whoever sets a password can sign in with it, so all of the person's posts must lie within the actor's reach. */
  private async requireWhollyReachable(on: Queryable, actor: Actor, personId: string): Promise<void> {
    const places = await this.repository.postPlaces(on, personId);
    const all = places.length > 0 && places.every(({ path }) => actor.canAt(Permission.PeopleManage, path));
    if (!all) throw Problem.notFound();
  }

  private async unlessPhoneTaken<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (isDuplicateKey(error)) throw Problem.conflict('phone');
      throw error;
    }
  }
}

/** The largest region whose coverage the actor may see. */
/** Those of a unit see no doors; where their groups are is where they begin. */
function widest(actor: Actor, permission: Permission): number | null {
  const [path] = actor.pathsFor(permission);
  return actor.posts.find((post) => post.path === path)?.regionId ?? null;
}
