import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { ChatGroupsDirectory } from '../chat-groups/index.js';
import { RegionsService } from '../regions/index.js';
import { reachable } from './cascade-notices.js';
import { DirectiveRepository } from './directive.repository.js';
import {
  type RelayDetail,
  type RelayStep,
  RelayStepKind,
  type SupervisedRelay,
  type Supervision,
} from './dto/relay.dto.js';
import { RelayAccess } from './relay-access.js';
import { RelayNodes, pushersOf } from './relay-nodes.js';
import type { RelayRecord } from './relay-records.js';
import { isHandled, isLate, isSkippable, urgeAgainMs, waitsForProof } from './relay.rules.js';
import { RelayRepository } from './relay.repository.js';
import { askedForMs } from './version-ids.js';
import { WatchRepository } from './watch.repository.js';

/** What comes first of two things in one moment. */
const order = Object.values(RelayStepKind);

/** Hops as supervisors see them. */
@Injectable()
export class SupervisionViews {
  constructor(
    private readonly relays: RelayRepository,
    private readonly watched: WatchRepository,
    private readonly directives: DirectiveRepository,
    private readonly access: RelayAccess,
    private readonly groups: ChatGroupsDirectory,
    private readonly nodes: RelayNodes,
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
    const records = await this.relays.byIds(this.database, hops);
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
    const { relay, mayWatch } = await this.access.readable(this.database, actor, id);
    const now = this.clock.now();
    const all = await this.relays.ofVersion(this.database, relay.versionId);
    const record = all.find((one) => one.id === id)!;
    const [node] = await this.nodes.of(this.database, [record], all);
    const children = all.filter(({ upperId }) => upperId === id);
    const supervisors = await this.groups.supervisorsOf(this.database, [relay.groupId], now);
    return {
      ...node!,
      directiveId: relay.directiveId,
      kind: relay.kind,
      severity: relay.severity,
      title: relay.title,
      publishedAt: relay.publishedAt,
      steps: await this.steps(record, relay.directiveId),
      supervisors: pushersOf(supervisors, []),
      children: await this.nodes.of(this.database, children, all),
      mayUrge: mayWatch && !isHandled(record),
      mayAttest: supervisors.some((supervisor) => reachable(supervisor).includes(actor.personId)),
      maySkip: mayWatch && isSkippable(relay),
    };
  }

  private async pathOf(actor: Actor, regionId: number): Promise<string> {
    const region = await this.regions.require(this.database, regionId);
    if (!actor.canAt(Permission.CascadeRead, region.path)) throw Problem.notFound();
    return region.path;
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
