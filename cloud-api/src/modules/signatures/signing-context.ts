import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '../../common/database/index.js';
import { DocumentsService, type IssuerRecord, type PaperPlace, type VersionHead } from '../documents/index.js';
import { DoorLinks, type DoorState, DoorsService } from '../doors/index.js';
import { idsOfPath } from '../regions/index.js';
import { LetterBooks, type LetterToSign } from './letter-book.js';
import { SignatureRepository, type StandingSignature } from './signature.repository.js';
import { allPapers, authorsOf, letterIdsOf, photosOf, type SigningCommand, unique } from './signing-parts.js';

/** Everything that a batch of sittings is judged by and recorded with, read at once. */
export interface SigningContext {
  states: ReadonlyMap<string, DoorState>;
  versions: ReadonlyMap<string, VersionHead>;
  /** By village. */
  places: ReadonlyMap<number, PaperPlace>;
  issuers: ReadonlyMap<string, IssuerRecord>;
  letters: ReadonlyMap<string, LetterToSign>;
  photos: ReadonlyMap<string, { uploaderId: string; sha256: string }>;
  accounts: ReadonlyMap<string, { openid: string; phoneVerifiedAt: number }>;
  /** By door: its residents' names by their ids. */
  residents: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By door: what residents are called now, by the ids they had before merges. */
  renamed: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Grows with each sitting of the batch that is taken. */
  taken: Set<string>;
  standing: StandingSignature[];
}

/** The village of a grid's path. */
export function villageOf({ path }: { path: string }): number {
  return idsOfPath(path).at(-2)!;
}

/** The id of a resident since other doors were merged into theirs. */
export function residentNow(residentId: string, door: DoorState, { renamed }: SigningContext): string {
  return renamed.get(door.id)?.get(residentId) ?? residentId;
}

@Injectable()
export class SigningContexts {
  constructor(
    private readonly signatures: SignatureRepository,
    private readonly documents: DocumentsService,
    private readonly letters: LetterBooks,
    private readonly doors: DoorsService,
    private readonly doorLinks: DoorLinks,
  ) {}

  /** The doors are open in the transaction. */
  async load(
    transaction: Transaction,
    commands: readonly SigningCommand[],
    states: ReadonlyMap<string, DoorState>,
  ): Promise<SigningContext> {
    const papers = allPapers(commands);
    const letterIds = letterIdsOf(commands);
    const doorIds = [...states.keys()];
    const ids = papers.map(({ id }) => id);
    const replaced = unique(papers.flatMap(({ replaces }) => replaces ?? []));
    return {
      states,
      versions: await this.documents.headsByIds(transaction, unique(papers.map(({ versionId }) => versionId))),
      places: await this.documents.placesOf(transaction, unique([...states.values()].map(villageOf))),
      issuers: await this.documents.issuersByIds(
        transaction,
        unique(commands.flatMap(({ payload }) => payload.issuerId ?? [])),
      ),
      letters: await this.letters.byIds(transaction, letterIds),
      photos: await this.signatures.photos(transaction, unique(commands.flatMap(({ payload }) => photosOf(payload)))),
      accounts: await this.signatures.accounts(
        transaction,
        unique(authorsOf(commands).map(({ personId }) => personId)),
      ),
      residents: await this.residents(transaction, doorIds),
      renamed: await this.doorLinks.renamedByDoor(transaction, doorIds),
      taken: await this.signatures.known(transaction, ids),
      standing: await this.signatures.standing(transaction, doorIds, letterIds, replaced),
    };
  }

  private async residents(on: Queryable, doorIds: readonly string[]): Promise<Map<string, Map<string, string>>> {
    const byDoor = new Map<string, Map<string, string>>(doorIds.map((id) => [id, new Map()]));
    for (const { id, doorId, name } of await this.doors.residents(on, doorIds)) byDoor.get(doorId)!.set(id, name);
    return byDoor;
  }
}
