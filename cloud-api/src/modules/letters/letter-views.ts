import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Cipher, maskName, maskPhone } from '../../common/crypto/index.js';
import { Database } from '../../common/database/index.js';
import { DocumentsService, type PaperPlace } from '../documents/index.js';
import type { LetterRecipient, LetterRound, LetterValues, LetterRoundDetail, MyLetter } from './dto/letter.dto.js';
import type { RecipientRecord, RoundLevelSums, RoundRecord } from './letter-records.js';
import { LettersRepository } from './letters.repository.js';
import { countsOf, letterState, sumOf } from './letters.rules.js';

/** Rounds and letters as screens show them, by what is signed today. */
@Injectable()
export class LetterViews {
  constructor(
    private readonly letters: LettersRepository,
    private readonly documents: DocumentsService,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  async rounds(rounds: readonly RoundRecord[]): Promise<LetterRound[]> {
    const sums = await this.letters.sums(
      this.database,
      rounds.map(({ id }) => id),
    );
    return rounds.map((round) =>
      toRound(
        round,
        sums.filter(({ roundId }) => roundId === round.id),
        this.clock.today(),
      ),
    );
  }

  async detail(actor: Actor, round: RoundRecord): Promise<LetterRoundDetail> {
    const [view] = await this.rounds([round]);
    const recipients = await this.letters.recipients(this.database, round.id);
    return { ...view!, recipients: recipients.map((recipient) => this.toRecipient(actor, round, recipient)) };
  }

  /** What a person was sent, the newest first; of closed rounds what they signed. */
  async mine(actor: Actor): Promise<MyLetter[]> {
    const letters = await this.letters.ofPerson(this.database, actor.personId, actor.residentId);
    const ids = [...new Set(letters.map(({ roundId }) => roundId))];
    const rounds = new Map((await this.letters.roundsByIds(this.database, ids)).map((round) => [round.id, round]));
    const regionIds = [...new Set([...rounds.values()].map(({ regionId }) => regionId))];
    const places = await this.documents.placesOf(this.database, regionIds);
    return letters.flatMap((letter) => {
      const round = rounds.get(letter.roundId)!;
      if (round.closedAt !== null && letter.signatureId === null) return [];
      return [this.toMine(round, letter, places.get(round.regionId)!)];
    });
  }

  private toMine(round: RoundRecord, letter: RecipientRecord, place: PaperPlace): MyLetter {
    return {
      id: letter.id,
      roundId: round.id,
      title: round.title,
      placeName: place.place,
      position: letter.position,
      superiorName: letter.superiorName,
      term: round.term,
      dueOn: round.dueOn,
      state: this.stateOf(round, letter),
      versionId: round.versionId,
      values: valuesOf(letter, round, place),
      signatureId: letter.signatureId,
    };
  }

  private toRecipient(actor: Actor, round: RoundRecord, recipient: RecipientRecord): LetterRecipient {
    return {
      id: recipient.id,
      level: recipient.level,
      superiorId: recipient.superiorId,
      name: mayName(actor, round, recipient) ? recipient.name : maskName(recipient.name),
      position: recipient.position,
      phoneMasked: recipient.phoneCipher === null ? null : maskPhone(this.cipher.decrypt(recipient.phoneCipher)),
      state: this.stateOf(round, recipient),
      signatureId: recipient.signatureId,
      signedAt: recipient.signedAt,
    };
  }

  private stateOf(round: RoundRecord, { level, signatureId, superiorSigned }: RecipientRecord) {
    return letterState({ level, signed: signatureId !== null, superiorSigned }, round.dueOn, this.clock.today());
  }
}

/** The top signs with whoever issues the papers of the place; a round without a 学期 is that of its year [reading]. */
export function valuesOf(
  { superiorName, position }: RecipientRecord,
  { term, dueOn }: RoundRecord,
  { place, issuer, station, stationPhone }: PaperPlace,
): LetterValues {
  return {
    ...{ place, issuer, station, stationPhone, position },
    superior: superiorName ?? issuer,
    term: term ?? `${dueOn.slice(0, 4)}年度`,
  };
}

/** Those in office stand in the open; employees and guardians are named to those who may read names there, or send letters. */
function mayName(actor: Actor, { regionPath }: RoundRecord, recipient: RecipientRecord): boolean {
  const inOffice = recipient.personId !== null && !recipient.phoneByRoster && recipient.doorId === null;
  return inOffice || actor.canAt(Permission.DoorNames, regionPath) || actor.canAt(Permission.LetterManage, regionPath);
}

function toRound(round: RoundRecord, sums: readonly RoundLevelSums[], today: string): LetterRound {
  const counts = (of: readonly RoundLevelSums[]) => countsOf(sumOf(of), round.dueOn, today);
  return {
    id: round.id,
    chainKey: round.chainKey,
    title: round.title,
    regionId: round.regionId,
    regionName: round.regionName,
    term: round.term,
    dueOn: round.dueOn,
    startedAt: round.startedAt,
    closedAt: round.closedAt,
    levels: round.levels.map((level) => ({
      ...level,
      counts: counts(sums.filter((sum) => sum.level === level.number)),
    })),
    counts: counts(sums),
  };
}
