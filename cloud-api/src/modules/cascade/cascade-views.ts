import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { EventLog, RecentReads } from '../../common/events/index.js';
import { Problem } from '../../common/problem/index.js';
import { PlansService } from '../plans/index.js';
import { isWithin, RegionsService } from '../regions/index.js';
import { DirectiveAccess } from './directive-access.js';
import { toBrief } from './directive.mapper.js';
import type { DirectiveRecord, VersionRecord } from './directive-records.js';
import { DirectiveRepository } from './directive.repository.js';
import type { CascadeBoard, CascadeLevel, CascadeQuery, RelayList, RelayQuery } from './dto/relay.dto.js';
import { RelayNodes } from './relay-nodes.js';
import { movesHops, RelayReads } from './relay-reads.js';
import type { RelayRecord } from './relay-records.js';
import { countStates, isLate, relayState } from './relay.rules.js';
import { levelWord } from './words.js';

const lateShown = 20;
const relaysPerPage = 50;

/** A version with those of its hops that the reader reaches. */
interface Seen {
  version: VersionRecord;
  relays: RelayRecord[];
}

/** How far a directive came. */
@Injectable()
export class CascadeViews {
  private readonly boards: RecentReads<CascadeBoard>;

  constructor(
    private readonly directives: DirectiveRepository,
    private readonly access: DirectiveAccess,
    private readonly reads: RelayReads,
    private readonly nodes: RelayNodes,
    private readonly plans: PlansService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
    eventLog: EventLog,
  ) {
    this.boards = new RecentReads(eventLog, movesHops);
  }

  /** Many watch the same board at once; those who reach the same places share it. */
  async board(actor: Actor, id: string, query: CascadeQuery): Promise<CascadeBoard> {
    const directive = await this.access.readable(this.database, actor, id);
    const paths = await this.regions.reachablePaths(actor, Permission.CascadeRead, query.regionId);
    const key = [id, query.number, ...paths].join(' ');
    return this.boards.of(key, () => this.assemble(directive, query.number, paths));
  }

  private async assemble(
    directive: DirectiveRecord,
    number: number | undefined,
    paths: readonly string[],
  ): Promise<CascadeBoard> {
    const { version, relays } = await this.seen(directive, number, paths);
    const now = this.clock.now();
    const late = byLateness(relays.filter((relay) => isLate(relay, now)));
    const progress = await this.directives.progress(this.database, [version.id], now);
    const shown = { ...directive, currentVersionId: version.id };
    return {
      directive: toBrief(shown, new Map([[version.id, version]]), progress, false),
      asOf: now,
      chains: await this.chainNames(directive, version),
      chainDueAt: Math.max(version.publishedAt, ...relays.map(({ chainDueAt }) => chainDueAt)),
      levels: levelsOf(relays, version.publishedAt, now),
      late: await this.nodes.of(this.database, late.slice(0, lateShown), relays),
      lateTotal: late.length,
    };
  }

  /** In the order of the tree; late ones the longest first. */
  async relays(actor: Actor, id: string, query: RelayQuery): Promise<RelayList> {
    const directive = await this.access.readable(this.database, actor, id);
    const paths = await this.regions.reachablePaths(actor, Permission.CascadeRead, query.regionId);
    const { relays } = await this.seen(directive, query.number, paths);
    const now = this.clock.now();
    const found = wanted(relays, query, now);
    const from = placeIn(query.after, found.length);
    const limit = query.limit ?? relaysPerPage;
    const page = found.slice(from, from + limit);
    return {
      items: await this.nodes.of(this.database, page, relays),
      next: from + limit < found.length ? String(from + limit) : null,
      total: found.length,
      asOf: now,
    };
  }

  private async seen(directive: DirectiveRecord, number: number | undefined, paths: readonly string[]): Promise<Seen> {
    const version = await this.directives.version(this.database, directive.id, number);
    if (!version) throw Problem.notFound();
    const relays = await this.reads.ofVersion(version.id);
    return { version, relays: relays.filter(({ regionPath }) => paths.some((path) => isWithin(regionPath, path))) };
  }

  private async chainNames({ planId }: DirectiveRecord, { targets }: VersionRecord): Promise<string[]> {
    const plan = (await this.plans.judging(this.database)).find(({ id }) => id === planId);
    const chains = plan?.document.cascade?.chains ?? [];
    const meant = targets.chains.length === 0 ? chains : chains.filter(({ key }) => targets.chains.includes(key));
    return meant.map(({ name }) => name);
  }
}

function levelsOf(relays: readonly RelayRecord[], publishedAt: number, now: number): CascadeLevel[] {
  const levels = [...new Set(relays.map(({ level }) => level))].sort((a, b) => a - b);
  return levels.map((level) => {
    const there = relays.filter((relay) => relay.level === level);
    const { counts, total, late, attested } = countStates(there, now);
    const proofs = there.flatMap(({ provedAt }) => provedAt ?? []);
    const lastProvedAt = proofs.length === 0 ? null : Math.max(...proofs);
    return {
      level,
      name: levelWord(level),
      counts: {
        total,
        waiting: counts.waiting,
        unsigned: counts.unsigned,
        signed: counts.signed,
        claimed: counts.claimed,
        cannotVerify: counts.cannot_verify,
        provedLate: counts.proved_late,
        proved: counts.proved,
        closed: counts.closed,
        late,
        attested,
      },
      slowestMs: lastProvedAt === null ? null : lastProvedAt - publishedAt,
      lastProvedAt,
    };
  });
}

function wanted(relays: readonly RelayRecord[], { below, level, state, late }: RelayQuery, now: number): RelayRecord[] {
  const seen = new Set(relays.map(({ id }) => id));
  // Whoever reaches a part of the tree begins at its top.
  const isTop = ({ upperId }: RelayRecord) => upperId === null || !seen.has(upperId);
  const found = relays.filter(
    (relay) =>
      (below === undefined || (below === 'top' ? isTop(relay) : relay.upperId === below)) &&
      (level === undefined || relay.level === level) &&
      (state === undefined || relayState(relay) === state) &&
      (late === undefined || isLate(relay, now) === (late === 'true')),
  );
  return late === 'true' ? byLateness(found) : found.sort(byTree);
}

function byLateness(relays: readonly RelayRecord[]): RelayRecord[] {
  return [...relays].sort((a, b) => a.dueAt! - b.dueAt! || byTree(a, b));
}

function byTree(a: RelayRecord, b: RelayRecord): number {
  return a.level - b.level || compare(a.regionPath, b.regionPath) || compare(a.groupId, b.groupId);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function placeIn(after: string | undefined, count: number): number {
  if (after === undefined) return 0;
  if (!/^\d{1,6}$/.test(after)) throw Problem.validation([{ field: 'after', rule: 'page' }]);
  return Math.min(Number(after), count);
}
