import { Injectable } from '@nestjs/common';
import { Permission, roleLabels } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { canonicalHash, maskPhone } from '../../common/crypto/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { JobFailed } from '../../common/jobs/index.js';
import type { SheetRow } from '../../common/spreadsheet/index.js';
import {
  findHeads,
  type ImportCheck,
  type ImportKind,
  ImportKindName,
  type ImportMapping,
  type ImportOutcome,
  type ImportPublishing,
  type RecordChange,
  StagedLists,
  suggestByHeads,
} from '../imports/index.js';
import { firstTraining, PeopleService } from '../people/index.js';
import { RosterField, rosterFaults, rosterHeads } from './roster-fields.rules.js';
import { type PersonInFile, type PlannedPerson, planRoster, type RosterPlan } from './roster-plan.rules.js';
import { RosterReader } from './roster-reader.js';
import { RosterStates } from './roster-state.js';
import { RosterRepository } from './roster.repository.js';
import { TeamPairing } from './team-pairing.service.js';

interface Staged {
  file: PersonInFile[];
  /** Of the plan as it was shown. */
  hash: string;
  changes: RecordChange[];
}

/** The 花名册 of a township: people with posts, phones, trainings and their police. */
@Injectable()
export class RosterKind implements ImportKind {
  readonly kind = ImportKindName.Roster;
  readonly fields = Object.values(RosterField);

  constructor(
    private readonly repository: RosterRepository,
    private readonly states: RosterStates,
    private readonly lists: StagedLists,
    private readonly people: PeopleService,
    private readonly pairing: TeamPairing,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  findHeaderRow(rows: SheetRow[]): number {
    return findHeads(rows, rosterHeads);
  }

  suggest(heads: string[]): Pick<ImportMapping, 'layout' | 'columns'> {
    return { columns: suggestByHeads(heads, rosterHeads) };
  }

  faults({ columns }: ImportMapping): { field: string; rule: string }[] {
    return rosterFaults(columns);
  }

  async check(check: ImportCheck): Promise<ImportOutcome> {
    const { actor, region } = check;
    if (!actor.canAt(Permission.PeopleManage, region.path)) throw new JobFailed('forbidden');
    const places = await this.repository.openPlaces(this.database, region.path);
    const reader = new RosterReader(check, places, this.clock.today());
    const file = await reader.read();
    const state = await this.states.read(this.database, actor, region.path, file);
    const plan = planRoster(file, state);
    const { outcome } = reader;
    for (const fault of plan.faults) await reader.tellOf(fault);
    for (const { action } of plan.people) outcome[action] += 1;
    outcome.absent = plan.absent.length;
    const place = new Map(places.map(({ id, name, parentId, level }) => [id, { name, parentId, level }]));
    const placeName = (regionId: number) => {
      const own = place.get(regionId);
      const village = own && ['grid', 'group'].includes(own.level) ? place.get(own.parentId ?? 0) : undefined;
      return [village?.name, own?.name].filter(Boolean).join(' ');
    };
    const absent = state.known.filter(({ id }) => plan.absent.includes(id));
    const changes = [
      ...plan.people.filter(({ action }) => action !== 'same').map((planned) => describe(planned, placeName)),
      ...absent.map(({ id, name, posts }): RecordChange => {
        const here = posts.filter(({ path }) => path.startsWith(region.path));
        const held = here.map(({ role, regionId }) => `${roleLabels[role]} ${placeName(regionId)}`).join('；');
        return { ...nowhere, id, action: 'absent', label: name, place: held, values: [] };
      }),
    ];
    await this.lists.save(check.importId, { file, hash: hashOf(plan), changes } satisfies Staged);
    return outcome;
  }

  async publish(
    transaction: Transaction,
    { importId, actor, region }: ImportPublishing,
  ): Promise<{ added: number; updated: number }> {
    const staged = await this.lists.load<Staged>(importId);
    if (!staged) throw new JobFailed('check_again');
    const state = await this.states.read(transaction, actor, region.path, staged.file);
    const plan = planRoster(staged.file, state);
    const open = new Set((await this.repository.openPlaces(transaction, region.path)).map(({ path }) => path));
    const stands = plan.people.every(({ posts }) => posts.every(({ path }) => open.has(path)));
    if (!stands || hashOf(plan) !== staged.hash) throw new JobFailed('check_again');
    await this.write(transaction, actor.personId, plan.people);
    await this.lists.discard(transaction, importId);
    const count = (action: string) => plan.people.filter((planned) => planned.action === action).length;
    return { added: count('add'), updated: count('update') };
  }

  discard(transaction: Transaction, importId: string): Promise<void> {
    return this.lists.discard(transaction, importId);
  }

  changes(_on: Queryable, importId: string, action: string, after: number, limit: number) {
    return this.lists.changes(importId, action, after, limit);
  }

  private async write(transaction: Transaction, actorId: string, people: readonly PlannedPerson[]): Promise<void> {
    const added = people.filter(({ id }) => id === null);
    const newIds = await this.people.createAllStaff(
      transaction,
      added.map(({ person: { name, phone }, posts, trainedOn }) => ({ name, phone, posts, trainedOn })),
      actorId,
    );
    for (const { id, posts, trainedOn } of people.filter((planned) => planned.id !== null)) {
      for (const post of posts) await this.people.givePost(transaction, actorId, id!, post);
      for (const day of trainedOn) {
        await this.people.addTraining(transaction, actorId, id!, { trainedOn: day, topic: firstTraining });
      }
    }
    const ids = new Map(added.map(({ person }, index) => [person.key, newIds[index]!]));
    const pairs = people.flatMap(({ id, person, police }) =>
      police.map((ref) => ({
        workerId: id ?? ids.get(person.key)!,
        policeId: 'id' in ref ? ref.id : ids.get(ref.key)!,
      })),
    );
    await this.pairing.start(transaction, actorId, pairs);
  }
}

const nowhere = { sheet: null, firstRow: null, lastRow: null };

/** Who is absent is not written, so somebody who joins meanwhile does not make a check void. */
function hashOf({ people }: RosterPlan): string {
  return canonicalHash(JSON.parse(JSON.stringify(people)) as object);
}

function describe(
  { id, action, person, posts, trainedOn, police }: PlannedPerson,
  placeName: (regionId: number) => string,
): RecordChange {
  const value = (field: string, index: number, book: string) => ({
    key: `${field}.${index}`,
    field,
    person: null,
    base: null,
    here: null,
    book,
    take: 'book' as const,
    conflict: false,
  });
  const { name, phone, sheet, firstRow, lastRow } = person;
  const shown = posts.map(({ role, regionId }) => `${roleLabels[role]} ${placeName(regionId)}`);
  return {
    id: id ?? person.key.replace(/\d{7,}/, (digits) => maskPhone(digits)),
    action,
    label: name,
    place: (posts.length > 0 ? posts : person.posts).map(({ regionId }) => placeName(regionId)).join('；'),
    sheet,
    firstRow,
    lastRow,
    values: [
      ...(id === null && phone !== null ? [value('phone', 0, maskPhone(phone))] : []),
      ...shown.map((text, index) => value('post', index, text)),
      ...trainedOn.map((day, index) => value('trained', index, day)),
      ...police.map((one, index) => value('police', index, one.name)),
    ],
  };
}
