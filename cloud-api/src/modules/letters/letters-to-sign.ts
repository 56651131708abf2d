import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/index.js';
import { DocumentsService, type PaperPlace } from '../documents/index.js';
import type { LetterBook, LetterToSign } from '../signatures/index.js';
import type { RecipientRecord, RoundRecord } from './letter-records.js';
import { LettersRepository } from './letters.repository.js';
import { valuesOf } from './letter-views.js';
import { maySign } from './letters.rules.js';

/** 责任书 as signing looks them up: whose each is, what stands in it, and whether its turn has come. */
@Injectable()
export class LettersToSign implements LetterBook {
  constructor(
    private readonly letters: LettersRepository,
    private readonly documents: DocumentsService,
  ) {}

  /** Ids that are no letter's are left out. In a transaction the letters are held until its end. */
  async byIds(on: Queryable, letterIds: readonly string[]): Promise<Map<string, LetterToSign>> {
    if (letterIds.length === 0) return new Map();
    await this.letters.hold(on, letterIds);
    const letters = await this.letters.recipientsByIds(on, letterIds);
    const roundIds = [...new Set(letters.map(({ roundId }) => roundId))];
    const rounds = new Map((await this.letters.roundsByIds(on, roundIds)).map((round) => [round.id, round]));
    const places = await this.documents.placesOf(on, [
      ...new Set([...rounds.values()].map(({ regionId }) => regionId)),
    ]);
    return new Map(
      letters.map((letter) => {
        const round = rounds.get(letter.roundId)!;
        return [letter.id, toSign(letter, round, places.get(round.regionId)!)];
      }),
    );
  }
}

function toSign(letter: RecipientRecord, round: RoundRecord, place: PaperPlace): LetterToSign {
  const { id, personId, residentId, doorId, name } = letter;
  return {
    ...{ id, personId, residentId, doorId, name },
    roundId: round.id,
    versionId: round.versionId,
    regionId: round.regionId,
    values: valuesOf(letter, round, place),
    fault: faultOf(letter, round),
  };
}

function faultOf(letter: RecipientRecord, { closedAt }: RoundRecord): LetterToSign['fault'] {
  if (letter.removedAt !== null) return 'letter_removed';
  if (closedAt !== null) return 'letter_closed';
  if (letter.signatureId !== null) return 'already_signed';
  return maySign(letter) ? null : 'superior_not_signed';
}
