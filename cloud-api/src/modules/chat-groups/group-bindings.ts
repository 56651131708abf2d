import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Cipher } from '../../common/crypto/index.js';
import { Database, isDuplicateKey, StaleRead, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { WechatGateway } from '../wechat/index.js';
import { agreementOf } from './binding.rules.js';
import { CardRepository, type CardRow } from './card.repository.js';
import {
  type CardAnswer,
  CardState,
  type ChatGroupDetail,
  type GroupEntry,
  GroupOrigin,
  GroupPart,
} from './dto/chat-group.dto.js';
import { GroupAccess, type OpenedGroup, partsOf } from './group-access.js';
import { GroupViews } from './group-views.js';
import { GroupRepository } from './group.repository.js';

/** Which real WeChat group a registered group is. */
@Injectable()
export class GroupBindings {
  constructor(
    private readonly cards: CardRepository,
    private readonly groups: GroupRepository,
    private readonly access: GroupAccess,
    private readonly views: GroupViews,
    private readonly wechat: WechatGateway,
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly clock: Clock,
  ) {}

  /**
   * Somebody opened the registration card. What WeChat does not vouch for is `cannot_verify` and leaves no trace. 409
   * `group_bound_elsewhere` when the real group is another registered one already, `card_of_other_person` when the WeChat account is
   * somebody else's or opened the card for somebody else.
   */
  async openCard(actor: Actor, id: string, { loginCode, encryptedData, iv }: GroupEntry): Promise<CardAnswer> {
    requireRegistrar(await this.access.open(this.database, actor, id));
    const { openid, group } = await this.wechat.groupOf(loginCode, encryptedData, iv);
    if (!group) return { state: CardState.CannotVerify, waitsFor: null };
    const opened = { opengid: group.opengid, openid };
    return this.unlessBoundMeanwhile(
      this.database.transaction((transaction) => this.take(transaction, actor, id, opened)),
    );
  }

  async unbind(actor: Actor, id: string, reason: string): Promise<ChatGroupDetail> {
    return this.database.transaction(async (transaction) => {
      const { group } = await this.access.manage(transaction, actor, id);
      const changed = await this.groups.change(transaction, group, { opengid: null, bound_at: null });
      if (!changed) throw new StaleRead('the group was changed while it was being unbound');
      await this.cards.removeAll(transaction, id);
      transaction.record({
        type: 'chat_group.unbound',
        actorId: actor.personId,
        subject: { kind: 'chat_group', id },
        regionId: group.regionId,
        facts: { opengid: group.opengid },
        personal: { reason },
      });
      return this.views.detail(transaction, await this.access.open(transaction, actor, id));
    });
  }

  private async take(
    transaction: Transaction,
    actor: Actor,
    id: string,
    { opengid, openid }: { opengid: string; openid: string },
  ): Promise<CardAnswer> {
    // Cards of one group go one after another, so that of two at once the second sees the first.
    await this.groups.lock(transaction, id);
    const opened = requireRegistrar(await this.access.open(transaction, actor, id));
    const earlier = await this.cards.ofGroup(transaction, id);
    const opener = this.cipher.blindIndex('openid', openid);
    await this.requireOwnAccount(transaction, actor, openid, opener, earlier);
    await this.requireFree(transaction, id, opengid);
    const now = this.clock.now();
    const part = leadingPart(opened.parts);
    const card = { personId: actor.personId, part, opengid, opener, openedAt: now };
    await this.cards.write(transaction, id, card);
    const answer = this.judge(
      opened,
      [...earlier.filter(({ personId }) => personId !== actor.personId), card],
      opengid,
    );
    const { group } = opened;
    this.tell(transaction, actor, opened, 'chat_group.card_opened', { opengid, part, state: answer.state });
    if (answer.state !== CardState.Bound || group.opengid !== null) return answer;
    await this.cards.bind(transaction, id, opengid, now);
    await this.noteBuilt(transaction, opened, earlier, actor);
    this.tell(transaction, actor, opened, 'chat_group.bound', { opengid });
    return answer;
  }

  /** A bound group only compares; the others are judged by all cards that were opened so far. */
  private judge(
    { group, people, deputies, isSupervised }: OpenedGroup,
    cards: readonly Card[],
    opengid: string,
  ): CardAnswer {
    if (group.opengid !== null) {
      return { state: group.opengid === opengid ? CardState.Bound : CardState.Differs, waitsFor: null };
    }
    const standing = people.filter(({ origin }) => origin !== GroupOrigin.Removed);
    const judged = cards.map((card) => ({ ...card, parts: partsOf(card.personId, standing, deputies) }));
    return agreementOf(opengid, judged, isSupervised);
  }

  /** That two opened a card in it proves that the group exists. Its pusher answers for it where nobody does yet. */
  private async noteBuilt(
    transaction: Transaction,
    { group, people, parts }: OpenedGroup,
    earlier: readonly CardRow[],
    actor: Actor,
  ): Promise<void> {
    const registered = [
      ...(parts.has(GroupPart.Pusher) ? [actor.personId] : []),
      ...earlier.map(({ personId }) => personId),
    ];
    const pusher = people.find(
      ({ personId, part, origin }) =>
        part === GroupPart.Pusher && origin !== GroupOrigin.Removed && registered.includes(personId),
    );
    const ownerId = group.ownerName === null ? (pusher?.personId ?? null) : null;
    await this.cards.noteBuilt(transaction, group.id, this.clock.today(), ownerId);
  }

  private async requireOwnAccount(
    transaction: Transaction,
    actor: Actor,
    openid: string,
    opener: string,
    earlier: readonly CardRow[],
  ): Promise<void> {
    const owner = await this.cards.personOf(transaction, openid);
    const isOthers = earlier.some((card) => card.opener === opener && card.personId !== actor.personId);
    if (isOthers || (owner !== null && owner !== actor.personId)) {
      throw new Problem(409, ErrorCode.CardOfOtherPerson);
    }
  }

  private async requireFree(transaction: Transaction, id: string, opengid: string): Promise<void> {
    await this.cards.release(transaction, opengid, id, this.clock.today());
    const holder = await this.cards.holderOf(transaction, opengid);
    if (holder !== null && holder !== id) throw new Problem(409, ErrorCode.GroupBoundElsewhere);
  }

  private async unlessBoundMeanwhile<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (isDuplicateKey(error)) throw new Problem(409, ErrorCode.GroupBoundElsewhere);
      throw error;
    }
  }

  private tell(
    transaction: Transaction,
    actor: Actor,
    { group }: OpenedGroup,
    type: string,
    facts: Record<string, unknown>,
  ): void {
    transaction.record({
      type,
      actorId: actor.personId,
      subject: { kind: 'chat_group', id: group.id },
      regionId: group.regionId,
      facts,
    });
  }
}

type Card = Omit<CardRow, 'name'>;

function requireRegistrar(opened: OpenedGroup): OpenedGroup {
  if (!opened.mayRegister) throw Problem.forbidden();
  return opened;
}

function leadingPart(parts: ReadonlySet<GroupPart>): GroupPart {
  return [GroupPart.Pusher, GroupPart.Supervisor].find((part) => parts.has(part)) ?? GroupPart.Member;
}
