import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { type Actor, Role, roleLabels } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { Database, type Transaction } from '../../common/database/index.js';
import { type FieldError, Problem } from '../../common/problem/index.js';
import { type ClassRoll, ClassRolls } from '../classes/index.js';
import { ContactsService, normalisePhone } from '../people/index.js';
import { isAdult } from '../signatures/index.js';
import type { LetterRoundDetail, RosterLine } from './dto/letter.dto.js';
import { LetterAccess } from './letter-access.js';
import { LetterDispatch } from './letter-dispatch.js';
import { placeRoster, type ReadLine, type Standing } from './letter-roster.rules.js';
import { LetterViews } from './letter-views.js';
import type { NewRecipient, RecipientRecord, RoundRecord } from './letter-records.js';
import { LettersRepository } from './letters.repository.js';
import { adopt, type ChainLevel, guardianOf } from './letters.rules.js';

interface Line extends ReadLine {
  position: string;
  /** Normalised. */
  phone: string | null;
}

/** Rounds sent to those whom no post names: by a roster, or to the families of a class. */
@Injectable()
export class LetterSendingService {
  constructor(
    private readonly letters: LettersRepository,
    private readonly access: LetterAccess,
    private readonly dispatch: LetterDispatch,
    private readonly views: LetterViews,
    private readonly contacts: ContactsService,
    private readonly classes: ClassRolls,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  /** All lines or none; those who are there already are left as they are, save for a phone or a superior that the line names. */
  async send(actor: Actor, id: string, roster: readonly RosterLine[]): Promise<LetterRoundDetail> {
    const lines = roster.map((line) => this.read(line));
    const unreadable = roster.flatMap(({ phone }, index) =>
      phone !== undefined && lines[index]!.phone === null ? [{ field: `lines.${index}.phone`, rule: 'phone' }] : [],
    );
    await this.database.transaction(async (transaction) => {
      const round = await this.access.open(transaction, actor, id);
      const there = (await this.letters.recipients(transaction, id)).map(toStanding);
      const plan = placeRoster(round.levels, there, lines);
      requireNone([...unreadable, ...plan.errors]);
      const told = [...plan.added, ...plan.reachable].map(({ index }) => lines[index]!);
      const persons = await this.personsOf(transaction, actor, round, told);
      const added = plan.added.map(({ index, superiorId }) => this.recipient(lines[index]!, superiorId, persons));
      await this.dispatch.send(transaction, actor, round, added);
      for (const { id: letterId, index } of plan.reachable)
        await this.letters.reach(transaction, { ...this.recipient(lines[index]!, null, persons), id: letterId });
      await this.dispatch.move(transaction, actor, round, plan.moved);
    });
    return this.views.detail(actor, await this.access.readable(this.database, actor, id));
  }

  /** One letter for each family of the class, to its guardian, below the 班主任; families that have one get no second. */
  async sendToFamilies(actor: Actor, id: string, classId: string): Promise<LetterRoundDetail> {
    await this.database.transaction(async (transaction) => {
      const round = await this.access.open(transaction, actor, id);
      const roll = await this.classes.one(transaction, classId);
      if (roll?.unitId !== round.regionId) throw wrongClass('class_of_this_unit');
      const level = round.levels.find(isOfTeachers);
      if (!level || !round.levels.some(({ number }) => number === level.number + 1)) {
        throw wrongClass('chain_of_classes');
      }
      const there = await this.letters.recipients(transaction, id);
      const teacher = await this.teacherOf(transaction, actor, { round, level }, roll, there);
      const reached = new Set(there.map(({ doorId }) => doorId));
      const doorIds = roll.doorIds.filter((doorId) => !reached.has(doorId));
      const families = await this.families(transaction, roll, doorIds, { level: level.number + 1, below: teacher });
      await this.dispatch.send(transaction, actor, round, families);
    });
    return this.views.detail(actor, await this.access.readable(this.database, actor, id));
  }

  private read({ level, name, position, phone, superior }: RosterLine): Line {
    const normalised = phone === undefined ? null : normalisePhone(phone);
    return {
      id: uuid7(),
      level,
      name: name.trim(),
      position: position.trim(),
      phone: normalised,
      phoneIndex: normalised && this.cipher.blindIndex('phone', normalised),
      superior: superior?.trim() ?? null,
    };
  }

  private personsOf(
    transaction: Transaction,
    actor: Actor,
    { regionId }: RoundRecord,
    lines: readonly Line[],
  ): Promise<Map<string, string>> {
    const contacts = lines.flatMap(({ name, phone }) => (phone === null ? [] : [{ name, phone }]));
    return this.contacts.ensure(transaction, actor.personId, regionId, contacts);
  }

  private recipient(line: Line, superiorId: string | null, persons: ReadonlyMap<string, string>): NewRecipient {
    const { id, level, name, position, phone, phoneIndex } = line;
    return {
      ...{ id, level, superiorId, name, position, phoneIndex },
      phoneCipher: phone && this.cipher.encrypt(phone),
      personId: phone === null ? null : persons.get(phone)!,
      residentId: null,
      doorId: null,
    };
  }

  /** The letter of the 班主任, sent now when they have none yet. */
  private async teacherOf(
    transaction: Transaction,
    actor: Actor,
    { round, level }: { round: RoundRecord; level: ChainLevel },
    { teachers }: ClassRoll,
    there: readonly RecipientRecord[],
  ): Promise<string> {
    const inRound = teachers.map(({ personId }) =>
      there.find((one) => one.personId === personId && one.doorId === null),
    );
    const known = inRound.find((one) => one !== undefined);
    if (known) return known.id;
    const [teacher] = teachers;
    if (!teacher) throw wrongClass('class_with_teacher');
    const member = { id: uuid7(), level: level.number, superiorId: null };
    await this.dispatch.send(transaction, actor, round, [
      {
        ...nobodyElse,
        ...member,
        superiorId: adopt([...there, member]).get(member.id) ?? null,
        name: teacher.name,
        position: level.name,
        personId: teacher.personId,
      },
    ]);
    return member.id;
  }

  private async families(
    transaction: Transaction,
    roll: ClassRoll,
    doorIds: readonly string[],
    place: { level: number; below: string },
  ): Promise<NewRecipient[]> {
    const today = this.clock.today();
    const residents = (await this.letters.residents(transaction, doorIds)).filter(({ birthMonth }) =>
      isAdult(birthMonth, today),
    );
    const guardians = doorIds.flatMap((doorId) => {
      const adults = residents.filter((resident) => resident.doorId === doorId);
      return guardianOf(adults.map((adult) => ({ ...adult, tags: JSON.parse(adult.tags) as string[] }))) ?? [];
    });
    return guardians.map(({ id, name, doorId }) => ({
      ...nobodyElse,
      id: uuid7(),
      level: place.level,
      superiorId: place.below,
      name,
      position: guardianPosition(roll.name),
      personId: null,
      residentId: id,
      doorId,
    }));
  }
}

const nobodyElse = { phoneCipher: null, phoneIndex: null, residentId: null, doorId: null };

/** The level that the posts of 班主任 fill, or that is called so. */
function isOfTeachers({ role, name }: ChainLevel): boolean {
  return role === Role.Teacher || name === roleLabels[Role.Teacher];
}

/** 三年级二班家长 */
function guardianPosition(className: string): string {
  return `${className.slice(0, 38)}家长`;
}

function wrongClass(rule: string): Problem {
  return Problem.validation([{ field: 'classId', rule }]);
}

function requireNone(errors: FieldError[]): void {
  if (errors.length > 0) throw Problem.validation(errors);
}

/** A guardian's phone is that of the household book, and may be a teacher's too. */
function toStanding({ id, level, superiorId, name, phoneIndex, doorId, signatureId }: RecipientRecord): Standing {
  return {
    id,
    level,
    superiorId,
    name,
    phoneIndex: doorId === null ? phoneIndex : null,
    signed: signatureId !== null,
  };
}
