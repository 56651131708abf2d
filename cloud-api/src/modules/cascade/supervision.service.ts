import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { ChatGroupsDirectory } from '../chat-groups/index.js';
import { ContactsService } from '../people/index.js';
import { Severity } from '../plans/index.js';
import { RegionsService } from '../regions/index.js';
import { CascadeNotices, reachable } from './cascade-notices.js';
import { DirectiveRepository } from './directive.repository.js';
import {
  type Attestation,
  type PusherPhone,
  type RelayDetail,
  type RelayStep,
  RelayStepKind,
  type SupervisedRelay,
  type Supervision,
  type UrgeAnswer,
} from './dto/relay.dto.js';
import { HopOpener } from './hop-opener.js';
import { RelayAccess } from './relay-access.js';
import { RelayNodes, pushersOf } from './relay-nodes.js';
import type { RelayRecord, WorkedRelay } from './relay-records.js';
import { isHandled, isLate, waitsForProof } from './relay.rules.js';
import { RelayRepository } from './relay.repository.js';
import { askedForMs } from './version-ids.js';
import { WatchRepository } from './watch.repository.js';

const urgeAgainMs = 10 * 60_000;
/** What comes first of two things in one moment. */
const order = Object.values(RelayStepKind);

/** What supervisors see and do: urge, attest, call, and for 特急 go past a level. */
@Injectable()
export class SupervisionService {
  constructor(
    private readonly relays: RelayRepository,
    private readonly watched: WatchRepository,
    private readonly directives: DirectiveRepository,
    private readonly access: RelayAccess,
    private readonly groups: ChatGroupsDirectory,
    private readonly nodes: RelayNodes,
    private readonly hops: HopOpener,
    private readonly notices: CascadeNotices,
    private readonly contacts: ContactsService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async watch(actor: Actor, regionId: number | undefined): Promise<Supervision> {
    const now = this.clock.now();
    const own = regionId === undefined ? await this.groups.groupsSupervisedBy(this.database, actor.personId) : [];
    const hops =
      regionId === undefined
        ? await this.watched.ofGroups(this.database, own, now - askedForMs, now)
        : await this.watched.within(this.database, await this.pathOf(actor, regionId), now - askedForMs, now);
    const records = await this.relays.byIds(
      this.database,
      hops.map(({ id }) => id),
    );
    const late = records.filter((relay) => isLate(relay, now)).sort((a, b) => a.dueAt! - b.dueAt!);
    const toAttest = records.filter(waitsForProof).sort((a, b) => a.pushedAt! - b.pushedAt!);
    return {
      asOf: now,
      late: await this.describe(late),
      toAttest: await this.describe(toAttest),
      groups: own.length,
    };
  }

  async one(actor: Actor, id: string): Promise<RelayDetail> {
    const relay = await this.access.readable(this.database, actor, id);
    const now = this.clock.now();
    const all = await this.relays.ofVersion(this.database, relay.versionId);
    const record = all.find((one) => one.id === id)!;
    const [node] = await this.nodes.of(this.database, [record], all);
    const children = all.filter(({ upperId }) => upperId === id);
    const supervisors = await this.groups.supervisorsOf(this.database, [relay.groupId], now);
    const mayWatch = await this.access.mayWatch(this.database, actor, relay);
    return {
      ...node!,
      directiveId: relay.directiveId,
      kind: relay.kind,
      severity: relay.severity,
      title: relay.title,
      publishedAt: Number(relay.publishedAt),
      steps: await this.steps(record, relay.directiveId),
      supervisors: pushersOf(supervisors, []),
      children: await this.nodes.of(this.database, children, all),
      mayUrge: mayWatch && !isHandled(record),
      mayAttest: supervisors.some((supervisor) => reachable(supervisor).includes(actor.personId)),
      maySkip: mayWatch && isSkippable(relay),
    };
  }

  /** Whoever was urged a moment ago, by anybody, is spared. */
  async urge(actor: Actor, ids: readonly string[]): Promise<UrgeAnswer> {
    return this.database.transaction(async (transaction) => {
      const now = this.clock.now();
      await this.relays.hold(transaction, ids);
      const relays = await this.relays.worked(transaction, ids);
      const known = ids.map((id) => relays.get(id));
      for (const relay of known) {
        if (!relay || !(await this.access.mayWatch(transaction, actor, relay))) throw Problem.notFound();
      }
      const urged = await this.watched.lastUrged(transaction, ids);
      const due = [...new Set(known as WorkedRelay[])].filter(
        (relay) => relay.openedAt !== null && !isHandled(relay) && now - (urged.get(relay.id) ?? 0) >= urgeAgainMs,
      );
      await this.carryOutUrge(transaction, actor, due, now);
      return { urged: due.length, spared: ids.length - due.length };
    });
  }

  async attest(actor: Actor, id: string, { seen, note }: Attestation): Promise<RelayDetail> {
    await this.database.transaction(async (transaction) => {
      const relay = await this.access.readable(transaction, actor, id);
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
    return this.one(actor, id);
  }

  async skip(actor: Actor, id: string, reason: string): Promise<RelayDetail> {
    await this.database.transaction(async (transaction) => {
      const relay = await this.access.readable(transaction, actor, id);
      if (!(await this.access.mayWatch(transaction, actor, relay))) throw Problem.notFound();
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
    return this.one(actor, id);
  }

  async call(actor: Actor, id: string, personId: string): Promise<PusherPhone> {
    return this.database.transaction(async (transaction) => {
      const relay = await this.access.readable(transaction, actor, id);
      if (!(await this.access.mayWatch(transaction, actor, relay))) throw Problem.notFound();
      const holders = await this.groups.pushersOf(transaction, [relay.groupId], this.clock.now());
      const called = holders.flatMap((holder) => [holder, ...holder.deputies]).find((one) => one.personId === personId);
      if (!called) throw Problem.notFound();
      transaction.record({ ...about('relay.called', actor, relay), facts: { personId } });
      return { name: called.name, phone: await this.contacts.phoneOf(transaction, personId) };
    });
  }

  private async pathOf(actor: Actor, regionId: number): Promise<string> {
    const region = await this.regions.require(this.database, regionId);
    if (!actor.canAt(Permission.CascadeRead, region.path)) throw Problem.notFound();
    return region.path;
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

  private async describe(records: readonly RelayRecord[]): Promise<SupervisedRelay[]> {
    const ids = records.map(({ id }) => id);
    const nodes = await this.nodes.of(this.database, records, []);
    const versions = await this.directives.versionsByIds(
      this.database,
      records.map(({ versionId }) => versionId),
    );
    const urged = await this.watched.lastUrged(this.database, ids);
    return records.map(({ id, versionId }, index) => {
      const { directiveId, kind, severity, title, publishedAt } = versions.get(versionId)!;
      const last = urged.get(id);
      const urgeAgainAt = last === undefined ? null : last + urgeAgainMs;
      return { relay: nodes[index]!, directiveId, kind, severity, title, publishedAt, urgeAgainAt };
    });
  }

  private async steps(record: RelayRecord, directiveId: string): Promise<RelayStep[]> {
    const own: [RelayStep['kind'], number | null][] = [
      [RelayStepKind.Opened, record.openedAt],
      [RelayStepKind.Proved, record.provedAt],
      [RelayStepKind.Doubted, record.doubtedAt],
      [RelayStepKind.Closed, record.closedAt],
    ];
    const ended =
      record.closedAt === null ? null : await this.directives.whyEnded(this.database, directiveId, record.versionId);
    const steps = own.flatMap(([kind, at]) =>
      at === null ? [] : [{ kind, at, byName: null, note: kind === RelayStepKind.Closed ? ended : null }],
    );
    const done = await this.watched.stepsOf(this.database, record.id);
    return [...steps, ...done].sort((a, b) => a.at - b.at || order.indexOf(a.kind) - order.indexOf(b.kind));
  }
}

function about(type: string, { personId }: Actor, { id, regionId }: WorkedRelay) {
  return { type, actorId: personId, subject: { kind: 'relay', id }, regionId };
}

function isSkippable(relay: WorkedRelay): boolean {
  const { severity, pushedAt, provedAt, closedAt, skippedAt, openedAt } = relay;
  const isOpen = openedAt !== null && pushedAt === null && provedAt === null && closedAt === null;
  return severity === Severity.Critical && isOpen && skippedAt === null;
}
