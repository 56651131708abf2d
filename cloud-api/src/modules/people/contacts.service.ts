import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import type { Role } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { isDuplicateKey, type Queryable, StaleRead, type Transaction } from '../../common/database/index.js';
import { ContactsRepository, type HeldPost } from './contacts.repository.js';
import { ResidentDirectory } from './resident-directory.js';

/** Somebody to be reached by phone; the phone is a normalised one. */
export interface Contact {
  name: string;
  phone: string;
}

/** Whom papers are sent to: those in office, and others by their phones. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly contacts: ContactsRepository,
    private readonly residents: ResidentDirectory,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  /** The posts with one of the roles at the place and below it, those held longest first. */
  postsWithin(on: Queryable, path: string, roles: readonly Role[]): Promise<HeldPost[]> {
    return this.contacts.postsWithin(on, path, roles);
  }

  namesOf(on: Queryable, personIds: readonly string[]): Promise<Map<string, string>> {
    return this.contacts.namesOf(on, personIds);
  }

  /** In the clear: the caller has decided that it may be shown, and records that it was. */
  async phoneOf(on: Queryable, personId: string): Promise<string | null> {
    const cipher = await this.contacts.phoneCipherOf(on, personId);
    return cipher === null ? null : this.cipher.decrypt(cipher);
  }

  /**
   * The id of the person behind each phone. Whoever was unknown is made, without a post, and can sign in by it; a villager
   * whose phone stands in the household book stays that villager. The caller has decided that this may be done.
   */
  async ensure(
    transaction: Transaction,
    actorId: string,
    regionId: number,
    contacts: readonly Contact[],
  ): Promise<Map<string, string>> {
    const byPhone = new Map(contacts.map((contact) => [contact.phone, contact]));
    const indexes = new Map([...byPhone.keys()].map((phone) => [phone, this.cipher.blindIndex('phone', phone)]));
    const known = await this.contacts.personsByPhone(transaction, [...indexes.values()]);
    const unknown = [...byPhone.values()].filter(({ phone }) => !known.has(indexes.get(phone)!));
    const residents = await this.residents.findByPhones(
      transaction,
      unknown.map(({ phone }) => indexes.get(phone)!),
    );
    const made = unknown.map(({ name, phone }) => ({
      id: uuid7(),
      name,
      phone,
      phoneCipher: this.cipher.encrypt(phone),
      phoneIndex: indexes.get(phone)!,
      residentId: residents.get(indexes.get(phone)!)?.id ?? null,
    }));
    await this.unlessJustMade(this.contacts.insert(transaction, made, this.clock.now()));
    transaction.record(
      ...made.map(({ id, name, phone, residentId }) => ({
        type: 'person.created',
        actorId,
        subject: { kind: 'person', id },
        regionId,
        facts: { posts: [], residentId },
        personal: { name, phone },
      })),
    );
    for (const { id, phoneIndex } of made) known.set(phoneIndex, id);
    return new Map([...indexes].map(([phone, index]) => [phone, known.get(index)!]));
  }

  /** Somebody else brought the same phone at the same time: read anew who has it. */
  private async unlessJustMade(inserted: Promise<void>): Promise<void> {
    try {
      await inserted;
    } catch (error) {
      if (isDuplicateKey(error)) throw new StaleRead('a phone came in twice at once');
      throw error;
    }
  }
}
