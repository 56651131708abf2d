import { Injectable } from '@nestjs/common';
import { type Actor, Permission, withinPaths } from '../../common/auth/index.js';
import { Cipher, maskName } from '../../common/crypto/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { DoorKind } from '../plans/index.js';
import { RegionsService } from '../regions/index.js';
import { DoorAccess } from './door-access.js';
import {
  type DoorFacts,
  DoorRepository,
  type DoorState,
  type ExclusionRow,
  type ResidentRow,
} from './door.repository.js';
import type { ExclusionDecision, RequestedExclusionList } from './dto/doors.dto.js';

/** What the office and the village head do with doors: decide exclusions, reveal a phone. */
@Injectable()
export class DoorsService {
  constructor(
    private readonly doors: DoorRepository,
    private readonly access: DoorAccess,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  async requestedExclusions(actor: Actor, regionId?: number): Promise<RequestedExclusionList> {
    const paths = await this.regions.reachablePaths(actor, Permission.ExclusionDecide, regionId);
    const rows = await this.doors.requestedExclusions(withinPaths('r.path', paths));
    const mayName = (row: ExclusionRow) => row.doorKind !== DoorKind.Household || actor.can(Permission.DoorNames);
    return {
      items: rows.map(({ name, code, ...row }) => ({
        ...row,
        label: `${code} ${mayName({ name, code, ...row }) ? name : maskName(name)}`.trim(),
        doorKind: row.doorKind as DoorKind,
        kind: row.kind as RequestedExclusionList['items'][number]['kind'],
        requestedAt: Number(row.requestedAt),
      })),
    };
  }

  /** Only an approved exclusion leaves the denominator; whoever decides first decides. */
  async decideExclusion(actor: Actor, doorId: string, decision: ExclusionDecision): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const { states, versions } = await this.access.open(transaction, [actor], [doorId]);
      const door = states.get(doorId);
      if (!door || !actor.canAt(Permission.ExclusionDecide, door.path)) throw Problem.notFound();
      if (door.exclusionState !== 'requested') throw new Problem(409, ErrorCode.AlreadyDecided);
      await this.doors.change(transaction, door, {
        exclusion_state: decision.approve ? 'approved' : 'rejected',
        leaf_version: versions.get(door.gridId)!,
      });
      transaction.record({
        type: 'door.exclusion_decided',
        actorId: actor.personId,
        subject: { kind: 'door', id: doorId },
        regionId: door.gridId,
        facts: { doorId, approved: decision.approve },
        personal: { note: decision.note ?? '' },
        doorIds: [doorId],
      });
    });
  }

  /** The whole number, for those who may call it; that it was shown is on record. */
  async revealPhone(actor: Actor, residentId: string): Promise<string> {
    return this.database.transaction(async (transaction) => {
      const [resident] = await this.doors.residentsById(transaction, [residentId]);
      if (!resident?.phoneCipher) throw Problem.notFound();
      const door = await this.access.require(transaction, actor, Permission.DoorPhone, resident.doorId);
      transaction.record({
        type: 'resident.phone_revealed',
        actorId: actor.personId,
        subject: { kind: 'resident', id: residentId },
        regionId: door.gridId,
        facts: { doorId: door.id },
      });
      return this.cipher.decrypt(resident.phoneCipher);
    });
  }

  facts(on: Queryable, doorIds: readonly string[]): Promise<DoorFacts[]> {
    return this.doors.facts(on, doorIds);
  }

  residents(on: Queryable, doorIds: readonly string[]): Promise<ResidentRow[]> {
    return this.doors.residents(on, doorIds);
  }

  idsUnder(on: Queryable, path: string, after: string, limit: number): Promise<string[]> {
    return this.doors.idsUnder(on, path, after, limit);
  }

  stamp(transaction: Transaction, doorIds: readonly string[]): Promise<void> {
    return this.doors.stamp(transaction, doorIds);
  }

  open(...parameters: Parameters<DoorAccess['open']>): ReturnType<DoorAccess['open']> {
    return this.access.open(...parameters);
  }

  /** The doors of commands, also of those that were merged into others. */
  openFor(...parameters: Parameters<DoorAccess['openFor']>): ReturnType<DoorAccess['openFor']> {
    return this.access.openFor(...parameters);
  }

  /** What the residents of the door are called since other doors were merged into it. */
  residentsNow(on: Queryable, doorId: string, residentIds: readonly string[]): Promise<string[]> {
    return this.access.residentsNow(on, doorId, residentIds);
  }

  /** The door as it is to the actor; whoever asks judges what they may do there. */
  find(on: Queryable, actor: Actor, doorId: string): Promise<DoorState | undefined> {
    return this.access.find(on, actor, doorId);
  }

  /** Code and name as the book has them; null when the door is no more. */
  labelOf(on: Queryable, doorId: string): Promise<string | null> {
    return this.doors.labelOf(on, doorId);
  }

  /** The leaves of the doors that exist. */
  leavesOf(on: Queryable, doorIds: readonly string[]): Promise<Map<string, number>> {
    return this.doors.leavesOf(on, doorIds);
  }

  /** The door when the actor may read it, otherwise a 404. */
  requireReadable(actor: Actor, doorId: string): Promise<DoorState> {
    return this.access.require(this.database, actor, Permission.DoorRead, doorId);
  }
}
