import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/index.js';
import { DocumentsService } from '../documents/index.js';
import type { LetterBook, LetterToSign } from '../signatures/index.js';
import { LettersRepository, type RecipientRecord, type RoundRecord } from './letters.repository.js';
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
        const { place, issuer } = places.get(round.regionId)!;
        const superior = letter.superiorName ?? issuer;
        return [letter.id, toSign(letter, round, { place, superior })];
      }),
    );
  }
}

/** The top signs with whoever issues the papers of the place; a round without a 学期 is that of its year [reading]. */
function toSign(
  letter: RecipientRecord,
  round: RoundRecord,
  { place, superior }: { place: string; superior: string },
): LetterToSign {
  const { id, personId, residentId, doorId, name, position } = letter;
  const term = round.term ?? `${round.dueOn.slice(0, 4)}年度`;
  return {
    ...{ id, personId, residentId, doorId, name },
    roundId: round.id,
    versionId: round.versionId,
    regionId: round.regionId,
    values: { place, superior, position, term },
    fault: faultOf(letter, round),
  };
}

function faultOf(letter: RecipientRecord, { closedAt }: RoundRecord): LetterToSign['fault'] {
  if (letter.removedAt !== null) return 'letter_removed';
  if (closedAt !== null) return 'letter_closed';
  if (letter.signatureId !== null) return 'already_signed';
  return maySign(letter) ? null : 'superior_not_signed';
}
