import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Transaction } from '../../common/database/index.js';
import { EventLog, type NewEvent, type StoredEvent } from '../../common/events/index.js';
import { type DoorFacts, DoorsService } from '../doors/index.js';
import { type JudgingPlan, PlansService } from '../plans/index.js';
import { LeafClock, RegionsService } from '../regions/index.js';
import { type DoorPaperFacts, noPaperFacts, PapersService } from '../signatures/index.js';
import { VisitsService } from '../visits/index.js';
import { CoverageRepository } from './coverage.repository.js';
import { CountDifferences, type DoorProgress, encodeShares, progressOf } from './coverage.rules.js';

/** Events whose doors are counted again in the same transaction. */
const movingEvents = [
  'visit.logged',
  'visit.corrected',
  'visit.voided',
  'door.registered',
  'door.residents_changed',
  'door.moved',
  'door.merged',
  'door.split',
  'door.returned',
  'door.exclusion_requested',
  'door.exclusion_decided',
  'papers.signed',
  'papers.declined',
  'signature.withdrawn',
  'signature.replaced',
  'signature.erased',
];
const doorsPerStep = 200;

/**
 * Keeps progress and counters equal to what a live count would say. Changes at a door are followed inside their own
 * transaction; what touches many doors at once (a plan, a late training, a merged village) is followed after the commit,
 * in steps, and may be run again at any time.
 */
@Injectable()
export class CoverageProjector implements OnModuleInit {
  constructor(
    private readonly coverage: CoverageRepository,
    private readonly doors: DoorsService,
    private readonly visits: VisitsService,
    private readonly papers: PapersService,
    private readonly plans: PlansService,
    private readonly regions: RegionsService,
    private readonly leafClock: LeafClock,
    private readonly database: Database,
    private readonly eventLog: EventLog,
  ) {}

  onModuleInit(): void {
    this.eventLog.addProjection({
      types: movingEvents,
      project: (transaction, events) => this.project(transaction, events),
    });
    this.eventLog.addReaction({
      name: 'coverage.plan',
      types: ['plan.started', 'plan.edited', 'plan.cancelled'],
      react: async (event) => void (await this.recountRegion(Number(event.facts.regionId))),
    });
    this.eventLog.addReaction({
      name: 'coverage.region',
      types: ['region.moved'],
      react: async (event) => void (await this.recountRegion(Number(event.subject.id))),
    });
    this.eventLog.addReaction({
      name: 'coverage.training',
      types: ['person.trained'],
      react: (event) => this.recountVisitor(event),
    });
  }

  async recountRegion(regionId: number): Promise<number> {
    const { path } = await this.regions.require(this.database, regionId);
    return this.recountPages((after) => this.doors.idsUnder(this.database, path, after, doorsPerStep));
  }

  /** Locks the doors' leaves and counts them again; how many had to be corrected. */
  async recount(doorIds: readonly string[]): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const leaves = await this.doors.leavesOf(transaction, doorIds);
      await this.leafClock.raise(transaction, leaves.values());
      const changed = await this.update(transaction, doorIds);
      if (changed.length === 0) return 0;
      await this.doors.stamp(transaction, changed);
      transaction.record({
        type: 'coverage.recounted',
        actorId: null,
        subject: { kind: 'coverage', id: 'doors' },
        facts: { doors: changed.length },
      });
      return changed.length;
    });
  }

  private async project(transaction: Transaction, events: readonly NewEvent[]): Promise<void> {
    await this.update(transaction, [...new Set(events.flatMap((event) => event.doorIds ?? []))]);
  }

  private async recountVisitor(event: StoredEvent): Promise<void> {
    await this.recountPages((after) => this.visits.doorsVisitedBy(event.subject.id, after, doorsPerStep));
  }

  private async recountPages(page: (after: string) => Promise<string[]>): Promise<number> {
    let corrected = 0;
    for (let after = ''; ;) {
      const ids = await page(after);
      if (ids.length === 0) return corrected;
      corrected += await this.recount(ids);
      after = ids.at(-1)!;
    }
  }

  /** The leaves are locked. Writes what differs from what is stored, moves the counters by it; the doors that changed. */
  private async update(transaction: Transaction, doorIds: readonly string[]): Promise<string[]> {
    if (doorIds.length === 0) return [];
    const plans = await this.plans.judging(transaction);
    const facts = await this.doors.facts(transaction, doorIds);
    const visits = await this.visits.facts(transaction, doorIds);
    const papers = await this.paperFacts(transaction, facts, plans);
    const stored = byKey(await this.coverage.progress(transaction, doorIds));
    const current = byKey(
      facts.flatMap((door) =>
        plansOver(door, plans).flatMap((plan) =>
          progressOf(door, visits.get(door.id) ?? [], papers.get(door.id) ?? noPaperFacts, plan),
        ),
      ),
    );
    const differences = new CountDifferences();
    const saved = [...current].filter(([key, progress]) => !isSame(stored.get(key), progress));
    const removed = [...stored].filter(([key]) => !current.has(key));
    for (const [key, progress] of saved) differences.replace(stored.get(key), progress);
    for (const [, progress] of removed) differences.replace(progress, undefined);
    await this.coverage.saveProgress(
      transaction,
      saved.map(([, progress]) => progress),
    );
    await this.coverage.removeProgress(
      transaction,
      removed.map(([, progress]) => progress),
    );
    await this.coverage.addToCounters(transaction, differences.changed());
    return [...new Set([...saved, ...removed].map(([, { doorId }]) => doorId))];
  }

  /** Only of doors that owe any: most plans ask for no papers, and a visit does not pay for them. */
  private paperFacts(
    transaction: Transaction,
    doors: readonly DoorFacts[],
    plans: readonly JudgingPlan[],
  ): Promise<Map<string, DoorPaperFacts>> {
    const asking = plans.filter(({ document }) => document.papers.length > 0);
    const owing = doors.filter((door) => plansOver(door, asking).length > 0).map(({ id }) => id);
    if (owing.length === 0) return Promise.resolve(new Map<string, DoorPaperFacts>());
    return this.papers.facts(transaction, owing);
  }
}

function plansOver(door: DoorFacts, plans: readonly JudgingPlan[]): JudgingPlan[] {
  return plans.filter((plan) => door.path.startsWith(plan.regionPath));
}

function byKey(progress: readonly DoorProgress[]): Map<string, DoorProgress> {
  return new Map(progress.map((row) => [`${row.doorId} ${row.planId} ${row.round}`, row]));
}

function isSame(a: DoorProgress | undefined, b: DoorProgress): boolean {
  return (
    a !== undefined &&
    a.leafId === b.leafId &&
    a.state === b.state &&
    a.why === b.why &&
    a.attempts === b.attempts &&
    a.coveredAt === b.coveredAt &&
    a.lastVisitAt === b.lastVisitAt &&
    a.nextAttemptOn === b.nextAttemptOn &&
    encodeShares(a.audiences) === encodeShares(b.audiences) &&
    a.noticeSigned === b.noticeSigned &&
    a.pledgeSigned === b.pledgeSigned &&
    a.unsignedWhy === b.unsignedWhy
  );
}
