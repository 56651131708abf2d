import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Cipher, maskName, maskPhone } from '../../common/crypto/index.js';
import { Database } from '../../common/database/index.js';
import { PagePlace } from '../../common/http/index.js';
import { Problem } from '../../common/problem/index.js';
import { DoorLinks, DoorsService, LinkKind } from '../doors/index.js';
import { DoorKind } from '../plans/index.js';
import { Level, RegionsService } from '../regions/index.js';
import { DuplicatesRepository, type Neighbourhood, type ShownDoor } from './duplicates.repository.js';
import { type LikelyPair, likelyPairs } from './duplicates.rules.js';
import type {
  DistinctDoors,
  DuplicateDoor,
  DuplicateList,
  DuplicatePair,
  DuplicateQuery,
  DuplicateResident,
} from './dto/door-histories.dto.js';

const pairsPerPage = 20;
/** So many villages are looked through for one page at most. */
const villagesPerPage = 10;

/** Where a list goes on: a place, and how many of its pairs were shown. */
interface Position {
  placeId: number;
  shown: number;
}

const positions = new PagePlace<Position>({ placeId: 'number', shown: 'number' });

interface FoundPair extends LikelyPair {
  villageName: string;
}

/** Doors that are probably one, shown side by side for somebody who knows the place to decide. */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly duplicates: DuplicatesRepository,
    private readonly links: DoorLinks,
    private readonly doors: DoorsService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: DuplicateQuery): Promise<DuplicateList> {
    const from = positions.decode(query.after) ?? { placeId: 0, shown: 0 };
    const places = await this.placesOf(actor, query.regionId, from.placeId);
    const pairs: FoundPair[] = [];
    let next: Position | null = null;
    for (const [index, place] of places.entries()) {
      if (index === villagesPerPage || pairs.length >= pairsPerPage) {
        next ??= { placeId: place.id, shown: 0 };
        break;
      }
      const shown = place.id === from.placeId ? from.shown : 0;
      const found = await this.pairsOf(place);
      const part = found.slice(shown, shown + pairsPerPage - pairs.length);
      pairs.push(...part.map((pair) => ({ ...pair, villageName: place.name })));
      if (shown + part.length < found.length) {
        next = { placeId: place.id, shown: shown + part.length };
        break;
      }
    }
    return { items: await this.sideBySide(actor, pairs), next: next && positions.encode(next) };
  }

  /** The two are not shown as one again; declaring it twice changes nothing. */
  async dismiss(actor: Actor, { doorIds }: DistinctDoors): Promise<void> {
    if (doorIds.length !== 2) throw Problem.validation([{ field: 'doorIds', rule: 'two_doors' }]);
    const [fromId, toId] = [...doorIds].sort() as [string, string];
    await this.database.transaction(async (transaction) => {
      const { states } = await this.doors.open(transaction, [actor], doorIds);
      for (const id of doorIds) {
        const door = states.get(id);
        if (!door || !actor.canAt(Permission.AssignmentManage, door.path)) throw Problem.notFound();
      }
      if ((await this.links.distinct(transaction, doorIds)).length > 0) return;
      const link = { kind: LinkKind.Distinct, fromId, toId, actorId: actor.personId, at: this.clock.now() };
      await this.links.add(transaction, { ...link, snapshot: null });
      transaction.record({
        type: 'door.told_apart',
        actorId: actor.personId,
        subject: { kind: 'door', id: fromId },
        regionId: states.get(fromId)!.gridId,
        facts: { doorIds: [fromId, toId] },
      });
    });
  }

  private async placesOf(actor: Actor, regionId: number | undefined, fromId: number): Promise<Neighbourhood[]> {
    const paths = await this.regions.reachablePaths(actor, Permission.AssignmentManage, regionId);
    const region = regionId === undefined ? null : await this.regions.require(this.database, regionId);
    const isSmall = region?.level === Level.Grid || region?.level === Level.Group;
    return isSmall ? [region] : this.duplicates.villages(paths, fromId, villagesPerPage + 1);
  }

  private async pairsOf(place: Neighbourhood): Promise<LikelyPair[]> {
    const pairs = likelyPairs(await this.duplicates.compared(place));
    const told = await this.links.distinct(this.database, [...new Set(pairs.flatMap(({ doorIds }) => doorIds))]);
    const apart = new Set(told.map(({ fromId, toId }) => [fromId, toId].sort().join()));
    return pairs.filter(({ doorIds }) => !apart.has(doorIds.join()));
  }

  private async sideBySide(actor: Actor, pairs: readonly FoundPair[]): Promise<DuplicatePair[]> {
    const ids = [...new Set(pairs.flatMap(({ doorIds }) => doorIds))];
    const rows = await this.duplicates.shown(ids);
    const visits = await this.duplicates.visits(ids);
    const residents = await this.doors.residents(this.database, ids);
    const shown = new Map(
      rows.map((row) => {
        const named = actor.canAt(Permission.DoorNames, row.gridPath);
        const living = residents
          .filter(({ doorId }) => doorId === row.id)
          .map(({ id, name, relation, birthMonth, phoneCipher }) => ({
            id,
            name: named ? name : maskName(name),
            relation: relation as DuplicateResident['relation'],
            birthMonth: named ? birthMonth : null,
            phoneMasked: named && phoneCipher !== null ? maskPhone(this.cipher.decrypt(phoneCipher)) : null,
          }));
        return [row.id, toDoor(row, named, living, visits.get(row.id))];
      }),
    );
    return pairs.flatMap(({ villageName, score, reasons, doorIds }) => {
      const doors = doorIds.flatMap((id) => shown.get(id) ?? []);
      return doors.length === 2 ? [{ villageName, score, reasons, doors }] : [];
    });
  }
}

function toDoor(
  row: ShownDoor,
  named: boolean,
  residents: DuplicateResident[],
  visits: { count: number; last: number } | undefined,
): DuplicateDoor {
  const { name, gridPath: _path, exclusionState, ...shown } = row;
  return {
    ...shown,
    kind: row.kind as DoorKind,
    label: named || row.kind !== DoorKind.Household ? name : maskName(name),
    registeredAtDoor: Boolean(row.registeredAtDoor),
    inBook: Number(row.inBook) === 1,
    excluded: exclusionState === 'approved',
    residents,
    visits: visits?.count ?? 0,
    lastVisitAt: visits?.last ?? null,
  };
}
