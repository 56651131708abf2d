import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { chunks, type Queryable } from '../../common/database/index.js';
import { type Pair, TeamsService } from '../people/index.js';
import type { PersonInFile, RosterState } from './roster-plan.rules.js';
import { type PersonFound, RosterRepository } from './roster.repository.js';

const idsPerQuery = 1_000;

/** Reads what a file has to be compared with, the same way for the check and for the publishing. */
@Injectable()
export class RosterStates {
  constructor(
    private readonly repository: RosterRepository,
    private readonly teams: TeamsService,
    private readonly cipher: Cipher,
  ) {}

  async read(
    on: Queryable,
    actor: Actor,
    regionPath: string,
    file: readonly Pick<PersonInFile, 'phone'>[],
  ): Promise<RosterState> {
    const phoneOf = new Map(
      file.flatMap(({ phone }) => (phone === null ? [] : [[this.cipher.blindIndex('phone', phone), phone] as const])),
    );
    const found = new Map<string, PersonFound>();
    for (const person of await this.repository.byPhones(on, [...phoneOf.keys()])) found.set(person.id, person);
    for (const person of await this.repository.aroundRegion(on, regionPath)) found.set(person.id, person);
    const ids = [...found.keys()].sort();
    const posts = grouped(await this.repository.posts(on, ids));
    const trainings = grouped(await this.repository.trainings(on, ids));
    const police = policeByWorker(await this.pairs(on, ids));
    return {
      known: ids.map((id) => ({
        id,
        name: found.get(id)!.name,
        phone: phoneOf.get(found.get(id)!.phoneIndex ?? '') ?? null,
        posts: (posts.get(id) ?? []).map(({ role, regionId, path }) => ({ role, regionId, path })),
        trainedOn: (trainings.get(id) ?? []).map(({ trainedOn }) => trainedOn),
        policeIds: police.get(id) ?? [],
      })),
      managedPaths: actor.pathsFor(Permission.PeopleManage),
      regionPath,
    };
  }

  private async pairs(on: Queryable, ids: readonly string[]): Promise<Pair[]> {
    const pairs: Pair[] = [];
    for (const part of chunks(ids, idsPerQuery)) pairs.push(...(await this.teams.pairsOf(on, part)));
    return pairs;
  }
}

function grouped<T extends { personId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.personId);
    if (group) group.push(row);
    else groups.set(row.personId, [row]);
  }
  return groups;
}

function policeByWorker(pairs: readonly Pair[]): Map<string, string[]> {
  const police = new Map<string, string[]>();
  for (const { workerId, policeId } of pairs) {
    police.set(workerId, [...new Set([...(police.get(workerId) ?? []), policeId])].sort());
  }
  return police;
}
