import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { ChatGroupsDirectory } from '../chat-groups/index.js';
import { ContactsService } from '../people/index.js';
import { CascadeNotices, reachable } from './cascade-notices.js';
import type { Attestation, PusherPhone, RelayDetail, UrgeAnswer } from './dto/relay.dto.js';
import { HopOpener } from './hop-opener.js';
import { RelayAccess } from './relay-access.js';
import type { WorkedRelay } from './relay-records.js';
import { isHandled, isSkippable, urgeAgainMs } from './relay.rules.js';
import { RelayRepository } from './relay.repository.js';
import { SupervisionViews } from './supervision-views.js';
import { WatchRepository } from './watch.repository.js';

/** What supervisors do: urge, attest, call, and for 特急 go past a level. */
@Injectable()
export class SupervisionService {
  constructor(
    private readonly relays: RelayRepository,
    private readonly watched: WatchRepository,
    private readonly access: RelayAccess,
    private readonly views: SupervisionViews,
    private readonly groups: ChatGroupsDirectory,
    private readonly hops: HopOpener,
    private readonly notices: CascadeNotices,
    private readonly contacts: ContactsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Whoever was urged a moment ago, by anybody, is spared. */
  async urge(actor: Actor, ids: readonly string[]): Promise<UrgeAnswer> {
    return this.database.transaction(async (transaction) => {
      const now = this.clock.now();
      await this.relays.hold(transaction, ids);
      const relays = await this.access.watched(transaction, actor, ids);
      const urged = await this.watched.lastUrged(transaction, ids);
      const due = relays.filter(
        (relay) => relay.openedAt !== null && !isHandled(relay) && now - (urged.get(relay.id) ?? 0) >= urgeAgainMs,
      );
      await this.carryOutUrge(transaction, actor, due, now);
      return { urged: due.length, spared: ids.length - due.length };
    });
  }

  async attest(actor: Actor, id: string, { seen, note }: Attestation): Promise<RelayDetail> {
    await this.database.transaction(async (transaction) => {
      const { relay } = await this.access.readable(transaction, actor, id);
      const now = this.clock.now();
      const supervisors = await this.groups.supervisorsOf(transaction, [relay.groupId], now);
      if (!supervisors.some((supervisor) => reachable(supervisor).includes(actor.personId))) throw Problem.notFound();
      await this.watched.attest(transaction, {
        relayId: id,
        personId: actor.personId,
        seen,
        note: note ?? null,
        at: now,
      });
      transaction.record({ ...about('relay.attested', actor, relay), facts: { versionId: relay.versionId, seen } });
      if (!seen) return;
      await this.relays.attest(transaction, id, now);
      // From now on nobody reminds its pusher: those below cannot wait for them.
      await this.hops.openBelow(transaction, [id], now);
    });
    return this.views.one(actor, id);
  }

  async skip(actor: Actor, id: string, reason: string): Promise<RelayDetail> {
    await this.database.transaction(async (transaction) => {
      const relay = await this.watchedOne(transaction, actor, id);
      if (!isSkippable(relay)) throw Problem.conflict('only what is 特急 and not pushed yet is gone past');
      const at = this.clock.now();
      if (!(await this.relays.skip(transaction, id, { at, by: actor.personId, reason }))) return;
      transaction.record({
        ...about('relay.skipped', actor, relay),
        facts: { versionId: relay.versionId },
        personal: { reason },
      });
      await this.hops.openBelow(transaction, [id], at);
    });
    return this.views.one(actor, id);
  }

  async call(actor: Actor, id: string, personId: string): Promise<PusherPhone> {
    return this.database.transaction(async (transaction) => {
      const relay = await this.watchedOne(transaction, actor, id);
      const holders = await this.groups.pushersOf(transaction, [relay.groupId], this.clock.now());
      const called = holders.flatMap((holder) => [holder, ...holder.deputies]).find((one) => one.personId === personId);
      if (!called) throw Problem.notFound();
      transaction.record({ ...about('relay.called', actor, relay), facts: { personId } });
      return { name: called.name, phone: await this.contacts.phoneOf(transaction, personId) };
    });
  }

  private async watchedOne(transaction: Transaction, actor: Actor, id: string): Promise<WorkedRelay> {
    const [relay] = await this.access.watched(transaction, actor, [id]);
    return relay!;
  }

  private async carryOutUrge(
    transaction: Transaction,
    actor: Actor,
    relays: readonly WorkedRelay[],
    now: number,
  ): Promise<void> {
    const groupIds = relays.map(({ groupId }) => groupId);
    const holders = await this.groups.pushersOf(transaction, groupIds, now);
    const urges = relays.map((relay) => ({ id: uuid7(), relayId: relay.id, personId: actor.personId, at: now, relay }));
    await this.watched.urge(transaction, urges);
    await this.notices.reminded(
      transaction,
      urges.map(({ id, relay }) => ({
        ...relay,
        receivers: [...new Set(holders.filter(({ groupId }) => groupId === relay.groupId).flatMap(reachable))],
        occasion: `urge:${id}`,
      })),
      now,
    );
    transaction.record(
      ...relays.map((relay) => ({ ...about('relay.urged', actor, relay), facts: { versionId: relay.versionId } })),
    );
  }
}

function about(type: string, { personId }: Actor, { id, regionId }: WorkedRelay) {
  return { type, actorId: personId, subject: { kind: 'relay', id }, regionId };
}
