import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash as hashPassword, verify as verifyPassword } from '@node-rs/argon2';
import { v7 as uuid7 } from 'uuid';
import { Actor, ActorResolver } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Cipher, sha256Hex } from '../../common/crypto/index.js';
import { Database, isDuplicateKey, type Queryable } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { WechatGateway } from '../wechat/index.js';
import type { SessionDto, WechatSignIn } from './dto/session.dto.js';
import { isSeenAnew, lockAfter, normalisePhone, sessionEnd, sessionIsOver, type SessionKind } from './people.rules.js';
import { privacyNotice } from './privacy-notice.js';
import { type KnownResident, ResidentDirectory } from './resident-directory.js';
import { type AccountRow, SessionRepository } from './session.repository.js';

const mainland = '86';
const ticketMs = 10 * 60_000;

interface PhoneTicket {
  openid: string;
  sessionKey: string;
}

/** Signing in by WeChat, by password and, in a demo, by choice; and who is behind a token now. */
@Injectable()
export class SessionService extends ActorResolver {
  /** Verified when a phone is unknown, so that the answer takes as long as for a known one. */
  private readonly decoyHash = hashPassword(randomBytes(16));

  constructor(
    private readonly sessions: SessionRepository,
    private readonly residents: ResidentDirectory,
    private readonly wechat: WechatGateway,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {
    super();
  }

  async resolve(token: string): Promise<Actor> {
    const tokenHash = sha256Hex(token);
    const session = await this.sessions.find(tokenHash, privacyNotice.version);
    const now = this.clock.now();
    if (!session) throw new Problem(401, ErrorCode.Unauthenticated);
    if (sessionIsOver(session, now)) throw new Problem(401, ErrorCode.SessionExpired);
    if (isSeenAnew(session, now)) await this.sessions.touch(tokenHash, now);
    return new Actor(session.personId, tokenHash, session.posts, session.consented, session.residentId);
  }

  /** The person as they are now, for a job that goes on after their request: a post lost meanwhile is lost for it too. */
  async actorOf(on: Queryable, personId: string): Promise<Actor> {
    const posts = await this.sessions.postsHeldBy(on, personId);
    return new Actor(personId, '', posts, true, await this.sessions.residentOf(on, personId));
  }

  async signInWithWechat(code: string): Promise<WechatSignIn> {
    const { openid, sessionKey } = await this.wechat.codeToSession(code);
    const personId = await this.sessions.personOfOpenid(openid);
    if (personId === null) {
      const ticket = this.cipher.sealTicket({ openid, sessionKey } satisfies PhoneTicket, this.clock.now() + ticketMs);
      return { status: 'phone_required', ticket };
    }
    const session = await this.start(personId, 'wechat', (transaction) =>
      this.sessions.keepSessionKey(transaction, openid, this.cipher.encrypt(sessionKey)),
    );
    return { status: 'signed_in', session };
  }

  /** Matches the phone that WeChat vouches for with the roster first, then with the residents. */
  async signInWithPhone(ticket: string, phoneCode: string): Promise<SessionDto> {
    const opened = this.cipher.openTicket<PhoneTicket>(ticket, this.clock.now());
    if (!opened) throw new Problem(400, ErrorCode.SignInTicketInvalid);
    const { nationalNumber, countryCode } = await this.wechat.phoneNumber(phoneCode);
    // A German mobile number without its country code reads like a Chinese one of somebody else.
    if (countryCode !== mainland) throw new Problem(404, ErrorCode.PhoneNotKnown);
    const personId = await this.personOfPhone(nationalNumber);
    return this.start(personId, 'wechat', (transaction) =>
      this.sessions.bindOpenid(transaction, {
        openid: opened.openid,
        personId,
        sessionKeyCipher: this.cipher.encrypt(opened.sessionKey),
        now: this.clock.now(),
      }),
    );
  }

  async signInWithPassword(phone: string, password: string): Promise<SessionDto> {
    const account = await this.sessions.accountByPhone(this.database, this.phoneIndex(phone));
    const now = this.clock.now();
    if (account?.locked_until && Number(account.locked_until) > now) {
      const retryAfterSeconds = Math.ceil((Number(account.locked_until) - now) / 1000);
      throw new Problem(429, ErrorCode.AccountLocked, { retryAfterSeconds });
    }
    const matches = await verifyPassword(account?.password_hash ?? (await this.decoyHash), password);
    if (!account?.password_hash || !matches) throw await this.refuse(account, now);
    return this.start(account.id, 'office', (transaction) => this.sessions.rightPassword(transaction, account.id));
  }

  /** Only the demo calls this. */
  signInAs(personId: string): Promise<SessionDto> {
    return this.start(personId, 'demo');
  }

  /** Only the demo calls this: the WeChat account behind the code is the person's, as signing in with it would leave it. */
  async linkWechat(personId: string, code: string): Promise<void> {
    const { openid, sessionKey } = await this.wechat.codeToSession(code);
    if ((await this.sessions.personOfOpenid(openid)) === personId) return;
    const sessionKeyCipher = this.cipher.encrypt(sessionKey);
    await this.database.transaction(async (transaction) => {
      await this.sessions.bindOpenid(transaction, { openid, personId, sessionKeyCipher, now: this.clock.now() });
      transaction.record({
        type: 'person.wechat_linked',
        actorId: personId,
        subject: { kind: 'person', id: personId },
        facts: {},
      });
    });
  }

  async signOut(actor: Actor): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await this.sessions.remove(transaction, actor.sessionId);
      transaction.record({
        type: 'session.ended',
        actorId: actor.personId,
        subject: { kind: 'person', id: actor.personId },
        facts: {},
      });
    });
  }

  async consent(actor: Actor, version: string): Promise<void> {
    if (version !== privacyNotice.version) throw Problem.validation([{ field: 'version', rule: 'current_version' }]);
    if (actor.consented) return;
    await this.database.transaction(async (transaction) => {
      await transaction.insert('consents', [
        { id: uuid7(), person_id: actor.personId, version, given_at: this.clock.now(), withdrawn_at: null },
      ]);
      transaction.record({
        type: 'consent.given',
        actorId: actor.personId,
        subject: { kind: 'person', id: actor.personId },
        facts: { version },
      });
    });
  }

  /** Withdrawing ends every session of the person: without consent nothing more is processed. */
  async withdrawConsent(actor: Actor): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await transaction.execute('UPDATE consents SET withdrawn_at = ? WHERE person_id = ? AND withdrawn_at IS NULL', [
        this.clock.now(),
        actor.personId,
      ]);
      await this.sessions.removeAll(transaction, actor.personId);
      transaction.record({
        type: 'consent.withdrawn',
        actorId: actor.personId,
        subject: { kind: 'person', id: actor.personId },
        facts: {},
      });
    });
  }

  private phoneIndex(phone: string): string {
    const normalised = normalisePhone(phone);
    if (normalised === null) throw Problem.validation([{ field: 'phone', rule: 'phone' }]);
    return this.cipher.blindIndex('phone', normalised);
  }

  private async personOfPhone(phone: string): Promise<string> {
    const index = this.phoneIndex(phone);
    const account = await this.sessions.accountByPhone(this.database, index);
    if (account) return account.id;
    const resident = await this.residents.findByPhone(index);
    if (!resident) throw new Problem(404, ErrorCode.PhoneNotKnown);
    try {
      return await this.enrol(resident, phone, index);
    } catch (error) {
      // Two taps at once: the other one was faster.
      if (!isDuplicateKey(error)) throw error;
      return (await this.sessions.accountByPhone(this.database, index))!.id;
    }
  }

  /** Makes a villager a person who can sign in. */
  private async enrol(resident: KnownResident, phone: string, phoneIndex: string): Promise<string> {
    const id = uuid7();
    await this.database.transaction(async (transaction) => {
      await transaction.insert('people', [
        {
          id,
          name: resident.name,
          phone_cipher: this.cipher.encrypt(phone),
          phone_index: phoneIndex,
          resident_id: resident.id,
          created_at: this.clock.now(),
        },
      ]);
      transaction.record({
        type: 'person.matched_resident',
        actorId: null,
        subject: { kind: 'person', id },
        facts: { residentId: resident.id },
      });
    });
    return id;
  }

  private async start(
    personId: string,
    kind: SessionKind,
    alongside?: (transaction: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<void>,
  ): Promise<SessionDto> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const expiresAt = sessionEnd(kind, now);
    await this.database.transaction(async (transaction) => {
      await alongside?.(transaction);
      await this.sessions.insert(transaction, { tokenHash: sha256Hex(token), personId, kind, now, expiresAt });
      transaction.record({
        type: 'session.started',
        actorId: personId,
        subject: { kind: 'person', id: personId },
        facts: { kind },
      });
    });
    return { token, expiresAt, personId };
  }

  private async refuse(account: AccountRow | null, now: number): Promise<Problem> {
    if (account) {
      await this.database.transaction(async (transaction) => {
        const failures = await this.sessions.countWrongPassword(transaction, account.id);
        const until = lockAfter(failures, now);
        if (until !== null) await this.sessions.lock(transaction, account.id, until);
        transaction.record({
          type: 'session.refused',
          actorId: null,
          subject: { kind: 'person', id: account.id },
          facts: { locked: until !== null },
        });
      });
    }
    return new Problem(401, ErrorCode.WrongCredentials);
  }
}
