import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { Database, StaleRead, type Transaction } from '../../common/database/index.js';
import { ChatGroupsDirectory, type GroupHolder } from '../chat-groups/index.js';
import { type JudgingPlan, PlansService } from '../plans/index.js';
import { CascadeNotices, reachable } from './cascade-notices.js';
import { DirectiveAccess } from './directive-access.js';
import {
  afterQuiet,
  type EscalationTarget,
  nextStep,
  type ServiceLevel,
  serviceLevel,
  toldAt,
} from './escalation.rules.js';
import type { WorkedRelay } from './relay-records.js';
import { isHandled, waitsForProof } from './relay.rules.js';
import { ReceiptRepository } from './receipt.repository.js';
import { RelayRepository } from './relay.repository.js';

const relaysPerTransaction = 500;

/** What a step does to a hop: whom it tells, and when the next one is due. */
interface Step {
  relay: WorkedRelay;
  tell: readonly EscalationTarget[];
  next: { index: number; at: number | null };
  notBefore: number;
}

/**
 * The steps of escalation: each is taken once, whoever takes it. A hop moves from one step to the next by compare-and-set in
 * the transaction that tells people, and each occasion has a name that the inbox knows.
 */
@Injectable()
export class Escalations {
  constructor(
    private readonly relays: RelayRepository,
    private readonly receipts: ReceiptRepository,
    private readonly groups: ChatGroupsDirectory,
    private readonly access: DirectiveAccess,
    private readonly notices: CascadeNotices,
    private readonly plans: PlansService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Asked first: every commit waits for the disk, so nobody takes a lease for nothing. */
  areDue(): Promise<boolean> {
    return this.relays.anyDueForStep(this.database, this.clock.now());
  }

  /** One set of what is due; how many hops it was. */
  takeDue(): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const now = this.clock.now();
      const due = await this.relays.dueForStep(transaction, now, relaysPerTransaction);
      if (due.length === 0) return 0;
      const plans = new Map((await this.plans.judging(transaction)).map((plan) => [plan.id, plan]));
      const claimed = due.filter(waitsForProof);
      const open = due.filter((relay) => !isHandled(relay));
      const steps = open.flatMap((relay) => stepOf(relay, plans.get(relay.planId), now));
      const stepped = new Set(steps.map(({ relay }) => relay.id));
      // A plan that ended has nobody to escalate to, and what was settled meanwhile needs nobody.
      const over = due.filter((relay) => !stepped.has(relay.id));
      await this.move(transaction, steps, over, now);
      await this.tell(transaction, steps, now);
      await this.askWhoSaw(transaction, claimed, plans, now);
      return due.length;
    });
  }

  private async move(
    transaction: Transaction,
    steps: readonly Step[],
    over: readonly WorkedRelay[],
    now: number,
  ): Promise<void> {
    const moves = new Map<string, { ids: string[]; from: number; to: number; at: number | null }>();
    const add = (relay: WorkedRelay, to: number, at: number | null) => {
      const key = `${relay.step} ${to} ${at}`;
      const move = moves.get(key) ?? { ids: [], from: relay.step, to, at };
      move.ids.push(relay.id);
      moves.set(key, move);
    };
    for (const { relay, next } of steps) add(relay, next.index, next.at);
    for (const relay of over) add(relay, relay.step, null);
    for (const { ids, from, to, at } of moves.values()) {
      const moved = await this.relays.step(transaction, ids, { from, to, now, nextStepAt: at });
      if (moved !== ids.length) throw new StaleRead('a step was taken by somebody else, or is needed no longer');
    }
  }

  private async tell(transaction: Transaction, steps: readonly Step[], now: number): Promise<void> {
    const groupIds = steps.map(({ relay }) => relay.groupId);
    const pushers = byGroup(await this.groups.pushersOf(transaction, groupIds, now));
    const supervisors = byGroup(await this.groups.supervisorsOf(transaction, groupIds, now));
    const relayIds = steps.map(({ relay }) => relay.id);
    const signed = groupBy(await this.receipts.of(transaction, relayIds), ({ relayId }) => relayId);
    const offices = await this.offices(transaction, steps);
    for (const [notBefore, group] of groupBy(steps, ({ notBefore }) => notBefore)) {
      await this.notices.reminded(
        transaction,
        group
          .filter(({ tell }) => tell.includes('pusher'))
          .map(({ relay }) => ({
            ...relay,
            receivers: unsignedFirst(pushers.get(relay.groupId) ?? [], signed.get(relay.id) ?? []),
            occasion: `step:${relay.id}:${relay.step}`,
          })),
        notBefore,
      );
      await this.notices.late(
        transaction,
        group.map(({ relay, tell }) => ({
          ...relay,
          receivers: unique([
            ...(tell.includes('supervisor') ? (supervisors.get(relay.groupId) ?? []).flatMap(reachable) : []),
            ...(tell.includes('office') ? offices.get(relay.directiveRegionPath)! : []),
          ]),
        })),
        notBefore,
      );
    }
    transaction.record(
      ...steps.map(({ relay, tell }) => ({
        type: 'relay.escalated',
        actorId: null,
        subject: { kind: 'relay', id: relay.id },
        regionId: relay.regionId,
        facts: { step: relay.step, tell: [...tell], dueAt: relay.dueAt },
      })),
    );
  }

  private async offices(transaction: Transaction, steps: readonly Step[]): Promise<Map<string, string[]>> {
    const offices = new Map<string, string[]>();
    for (const { relay, tell } of steps) {
      const path = relay.directiveRegionPath;
      if (tell.includes('office') && !offices.has(path)) offices.set(path, await this.access.office(transaction, path));
    }
    return offices;
  }

  /** Once for each hop whose push nobody has proved in time. */
  private async askWhoSaw(
    transaction: Transaction,
    claimed: readonly WorkedRelay[],
    plans: ReadonlyMap<string, JudgingPlan>,
    now: number,
  ): Promise<void> {
    for (const [key, group] of groupBy(claimed, ({ planId, severity }) => `${planId} ${severity}`)) {
      const [planId] = key.split(' ');
      const level = levelOf(group[0]!, plans.get(planId!));
      await this.notices.unproved(transaction, group, now, afterQuiet(now, level?.quietHours ?? null));
    }
  }
}

function levelOf({ severity }: WorkedRelay, plan: JudgingPlan | undefined): ServiceLevel | null {
  return plan ? serviceLevel(plan.document, severity) : null;
}

/** Steps that a long sleep let pass together are one: everybody whom one of them names is told. */
function stepOf(relay: WorkedRelay, plan: JudgingPlan | undefined, now: number): Step[] {
  const level = levelOf(relay, plan);
  if (!level || relay.openedAt === null) return [];
  const next = nextStep(level, relay.openedAt, relay.step + 1, now);
  const passed = Array.from({ length: next.index - relay.step }, (_, index) => relay.step + index);
  const tell = [...new Set(passed.flatMap((index) => toldAt(level.escalation, index)))];
  return [{ relay, tell, next, notBefore: afterQuiet(now, level.quietHours) }];
}

/** Whoever has not signed; when all have, all of them, for none has pushed. */
function unsignedFirst(
  pushers: readonly GroupHolder[],
  receipts: readonly { personId: string; absentId: string | null }[],
): string[] {
  const signed = new Set(receipts.flatMap(({ personId, absentId }) => [personId, absentId]));
  const unsigned = pushers.filter(({ personId }) => !signed.has(personId));
  return unique((unsigned.length > 0 ? unsigned : pushers).flatMap(reachable));
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function byGroup(holders: readonly GroupHolder[]): Map<string, GroupHolder[]> {
  return groupBy(holders, ({ groupId }) => groupId);
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
