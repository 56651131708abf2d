import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Cipher, maskName, maskPhone } from '../../common/crypto/index.js';
import { chunks, Database } from '../../common/database/index.js';
import { DoorsService } from '../doors/index.js';
import { DoorKind, type Relation, type ResidentTag } from '../plans/index.js';
import type { RegionRecord } from '../regions/index.js';
import { VisitsService } from '../visits/index.js';
import {
  type ExportDoor,
  type ExportPaperStanding,
  type ExportResident,
  noPapers,
  type PaperSigner,
} from './export-door.js';
import { ExportPapers, masked } from './export-papers.js';
import type { VillagePlace } from './export-places.js';
import {
  type DoorDetail,
  type DoorHead,
  type DoorStandingRow,
  ExportSourceRepository,
} from './export-source.repository.js';
import { grouped } from './grouped.js';

export interface DoorQuestion {
  actor: Actor;
  phones: 'full' | 'masked' | 'none';
  /** Visits that began in it, in milliseconds, `until` excluded; null for a list that has none. */
  period: { from: number; until: number } | null;
  standing: { planId: string; round: number } | null;
}

const doorsAtOnce = 400;
/** 2 before 10, A2 before A10. */
const byCode = new Intl.Collator('en', { numeric: true });

type StoredResident = Awaited<ReturnType<DoorsService['residents']>>[number];

/** Walks through the doors of a list, a page at a time, village by village, each grid's doors in the order of their codes. */
@Injectable()
export class ExportDoors {
  constructor(
    private readonly source: ExportSourceRepository,
    private readonly doors: DoorsService,
    private readonly visits: VisitsService,
    private readonly papers: ExportPapers,
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  count(villages: readonly VillagePlace[]): Promise<number> {
    return this.source.countDoors(villages.flatMap(({ grids }) => grids.map(({ id }) => id)));
  }

  async *walk(villages: readonly VillagePlace[], question: DoorQuestion): AsyncGenerator<ExportDoor[]> {
    for (const village of villages) {
      const grids = new Map(village.grids.map((grid) => [grid.id, grid]));
      const heads = (await this.source.heads([...grids.keys()])).sort(inOrder);
      for (const page of chunks(heads, doorsAtOnce)) yield await this.page(page, village.name, grids, question);
    }
  }

  private async page(
    heads: readonly DoorHead[],
    village: string,
    grids: ReadonlyMap<number, RegionRecord>,
    { actor, phones, period, standing }: DoorQuestion,
  ): Promise<ExportDoor[]> {
    const ids = heads.map(({ id }) => id);
    const details = await this.source.details(ids);
    const residents = grouped(await this.doors.residents(this.database, ids), ({ doorId }) => doorId);
    const visits = grouped(
      period ? await this.visits.between(this.database, ids, period.from, period.until) : [],
      ({ doorId }) => doorId,
    );
    const standings = standing
      ? await this.source.standings(standing.planId, standing.round, ids)
      : new Map<string, DoorStandingRow>();
    const signing = [...details.values()].filter(({ id }) => hasSigned(standings.get(id)));
    const signers = standing
      ? await this.papers.signers(
          signing.map(({ id, kind }) => ({ id, kind, residents: residents.get(id) ?? [] })),
          standing,
        )
      : new Map<string, PaperSigner[]>();
    return ids.flatMap((id) => {
      const door = details.get(id);
      // A door that moved away since it was put in order is in its new place, or was.
      const grid = door && grids.get(door.gridId);
      if (!door || !grid) return [];
      const isNamed = actor.canAt(Permission.DoorNames, grid.path);
      return [
        {
          ...this.door(door, isNamed, residents.get(id) ?? [], phones),
          village,
          grid: grid.name,
          visits: visits.get(id) ?? [],
          state: standings.get(id)?.state ?? null,
          papers: toPapers(standings.get(id), signers.get(id) ?? [], isNamed),
        },
      ];
    });
  }

  private door(
    { groupName, ...door }: DoorDetail,
    isNamed: boolean,
    residents: readonly StoredResident[],
    phones: DoorQuestion['phones'],
  ) {
    return {
      ...door,
      name: isNamed || door.kind !== DoorKind.Household ? door.name : maskName(door.name),
      group: groupName ?? '',
      childrenUnder14: Number(door.childrenUnder14),
      residents: residents.map((resident) => this.resident(resident, isNamed, isNamed ? phones : 'none')),
    };
  }

  private resident(
    { id, name, relation, birthMonth, tags, phoneCipher }: StoredResident,
    isNamed: boolean,
    phones: DoorQuestion['phones'],
  ): ExportResident {
    const phone = phoneCipher === null || phones === 'none' ? null : this.cipher.decrypt(phoneCipher);
    return {
      id,
      name: isNamed ? name : maskName(name),
      relation: relation as Relation,
      birthMonth: isNamed ? birthMonth : null,
      tags: JSON.parse(tags) as ResidentTag[],
      phone: phone !== null && phones === 'masked' ? maskPhone(phone) : phone,
    };
  }
}

function hasSigned(standing: DoorStandingRow | undefined): boolean {
  return standing !== undefined && (standing.noticeSigned === true || standing.pledgeSigned === true);
}

function toPapers(
  standing: DoorStandingRow | undefined,
  signers: readonly PaperSigner[],
  isNamed: boolean,
): ExportPaperStanding {
  if (!standing) return noPapers;
  const { noticeSigned, pledgeSigned, why } = standing;
  return { noticeSigned, pledgeSigned, why, signers: isNamed ? [...signers] : masked(signers) };
}

function inOrder(a: DoorHead, b: DoorHead): number {
  return a.gridId - b.gridId || byCode.compare(a.code, b.code) || (a.id < b.id ? -1 : 1);
}
