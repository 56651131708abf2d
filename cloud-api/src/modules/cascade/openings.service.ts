import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { Database, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { ChatGroupsDirectory, type GroupEntry } from '../chat-groups/index.js';
import { type WechatOpening, WechatGateway } from '../wechat/index.js';
import { type OpeningAnswer, OpeningOutcome } from './dto/relay.dto.js';
import { HopOpener } from './hop-opener.js';
import { type Opener, OpeningRepository } from './opening.repository.js';
import type { WorkedRelay } from './relay-records.js';
import { RelayRepository } from './relay.repository.js';

const skewMs = 60_000;

/**
 * Cards opened from a chat. Whoever opened it and in which group is what WeChat's encrypted data says, never what the card's
 * path says: a card that was passed on keeps its path. What cannot be verified is a doubt, not a denial.
 */
@Injectable()
export class OpeningsService {
  constructor(
    private readonly relays: RelayRepository,
    private readonly openings: OpeningRepository,
    private readonly groups: ChatGroupsDirectory,
    private readonly hops: HopOpener,
    private readonly wechat: WechatGateway,
    private readonly cipher: Cipher,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async open(relayId: string, { loginCode, encryptedData, iv }: GroupEntry): Promise<OpeningAnswer> {
    const known = await this.relays.worked(this.database, [relayId]);
    if (!known.has(relayId)) throw Problem.notFound();
    const opening = await this.wechat.groupOf(loginCode, encryptedData, iv);
    const outcome = await this.database.transaction((transaction) => this.keep(transaction, relayId, opening));
    return { outcome };
  }

  private async keep(
    transaction: Transaction,
    cardRelayId: string,
    { openid, group }: WechatOpening,
  ): Promise<OpeningOutcome> {
    const card = (await this.relays.worked(transaction, [cardRelayId])).get(cardRelayId);
    if (!card) throw Problem.notFound();
    const opener = {
      ...(await this.openings.personOf(transaction, openid)),
      key: this.cipher.blindIndex('openid', openid),
    };
    if (group === null || isOlderThan(card, group.writtenAt)) return this.doubt(transaction, card, opener);
    const real = await this.groups.byOpengid(transaction, group.opengid);
    const reached = real ? await this.relays.inGroup(transaction, card.versionId, real.id) : null;
    if (!reached) return this.note(transaction, card, null, opener, OpeningOutcome.Foreign);
    return this.prove(transaction, card, reached, opener);
  }

  private async prove(
    transaction: Transaction,
    card: WorkedRelay,
    relay: WorkedRelay,
    opener: Opener,
  ): Promise<OpeningOutcome> {
    if (await this.openings.isCounted(transaction, relay.id, opener.key)) return OpeningOutcome.Proved;
    await this.note(transaction, card, relay.id, opener, OpeningOutcome.Proved);
    await this.relays.countOpener(transaction, relay.id);
    if (opener.residentId) await this.groups.noteJoined(transaction, relay.groupId, opener.residentId);
    const now = this.clock.now();
    if (!(await this.relays.prove(transaction, relay.id, now))) return OpeningOutcome.Proved;
    transaction.record({
      ...about('relay.proved', relay, opener),
      facts: { versionId: relay.versionId, groupId: relay.groupId, pushed: relay.pushedAt !== null },
    });
    if (relay.pushedAt === null) await this.hops.openBelow(transaction, [relay.id], now);
    return OpeningOutcome.Proved;
  }

  /** Only a card that was pushed can be in doubt; before that its pusher is looking at it. */
  private async doubt(transaction: Transaction, card: WorkedRelay, opener: Opener): Promise<OpeningOutcome> {
    await this.note(transaction, card, null, opener, OpeningOutcome.CannotVerify);
    if (card.pushedAt !== null && card.provedAt === null) {
      await this.relays.doubt(transaction, card.id, this.clock.now());
      transaction.record({ ...about('relay.doubted', card, opener), facts: { versionId: card.versionId } });
    }
    return OpeningOutcome.CannotVerify;
  }

  private async note(
    transaction: Transaction,
    card: WorkedRelay,
    relayId: string | null,
    opener: Opener,
    outcome: OpeningOutcome,
  ): Promise<OpeningOutcome> {
    await this.openings.insert(transaction, {
      id: uuid7(),
      versionId: card.versionId,
      cardRelayId: card.id,
      relayId,
      opener,
      outcome,
      openedAt: this.clock.now(),
    });
    return outcome;
  }
}

/** Kept from an earlier opening, and sent again for what did not exist then. WeChat's clock may be behind ours. */
function isOlderThan({ publishedAt }: WorkedRelay, writtenAt: number): boolean {
  return writtenAt + skewMs < publishedAt;
}

function about(type: string, { id, regionId }: WorkedRelay, { personId }: Opener) {
  return { type, actorId: personId, subject: { kind: 'relay', id }, regionId };
}
