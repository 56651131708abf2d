import { Injectable } from '@nestjs/common';
import { StaleRead, type Transaction } from '../../common/database/index.js';
import { PlansService } from '../plans/index.js';
import { CascadeNotices } from './cascade-notices.js';
import { afterQuiet, type ServiceLevel, serviceLevel, stepAt } from './escalation.rules.js';
import type { WorkedRelay } from './relay-records.js';
import { RelayRepository } from './relay.repository.js';

/** Begins the clocks of hops whose upper one was pushed, proved, seen by a supervisor or skipped, and tells their pushers. */
@Injectable()
export class HopOpener {
  constructor(
    private readonly relays: RelayRepository,
    private readonly notices: CascadeNotices,
    private readonly plans: PlansService,
  ) {}

  async openBelow(transaction: Transaction, relayIds: readonly string[], at: number): Promise<void> {
    const waiting = await this.relays.waitingBelow(transaction, relayIds);
    const ids = new Set(waiting.map(({ planId, severity }) => `${planId} ${severity}`));
    for (const key of ids) {
      const alike = waiting.filter(({ planId, severity }) => `${planId} ${severity}` === key);
      await this.open(transaction, alike, at);
    }
  }

  /** The plan's word on a directive's hops; null when the plan has no cascade any longer. */
  async levelOf(
    on: Parameters<PlansService['judging']>[0],
    { planId, severity }: Pick<WorkedRelay, 'planId' | 'severity'>,
  ): Promise<ServiceLevel | null> {
    const plan = (await this.plans.judging(on)).find(({ id }) => id === planId);
    return plan ? serviceLevel(plan.document, severity) : null;
  }

  /** Hops of one plan and severity. */
  private async open(transaction: Transaction, relays: readonly WorkedRelay[], at: number): Promise<void> {
    const level = await this.levelOf(transaction, relays[0]!);
    const dueAt = level ? at + level.hopMs : relays[0]!.chainDueAt;
    const nextStepAt = level ? stepAt(level, at, 0) : null;
    const ids = relays.map(({ id }) => id);
    if (!(await this.relays.open(transaction, ids, { openedAt: at, dueAt, nextStepAt }))) {
      throw new StaleRead('hops were opened by somebody else');
    }
    const notBefore = afterQuiet(at, level?.quietHours ?? null);
    await this.notices.opened(
      transaction,
      relays.map((relay) => ({ ...relay, dueAt })),
      at,
      notBefore,
    );
  }
}
