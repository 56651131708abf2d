import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { canonicalJson, sha256Hex } from '../../common/crypto/index.js';
import type { Queryable, Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { ChatGroupsDirectory, type TargetGroup } from '../chat-groups/index.js';
import { type JudgingPlan, PlansService, type Severity } from '../plans/index.js';
import { CascadeNotices, type ToldRelay } from './cascade-notices.js';
import type { ContentCheck, DirectiveRecord, Draft } from './directive-records.js';
import { DirectiveRepository } from './directive.repository.js';
import { DirectiveState } from './dto/directive.dto.js';
import { afterQuiet, serviceLevel, stepAt } from './escalation.rules.js';
import { chainOf } from './relay.rules.js';
import { type NewRelay, RelayRepository } from './relay.repository.js';

interface Publication {
  publishedBy: string;
  approvedBy: string | null;
  check: ContentCheck;
}

/** Puts a version out: what people read from now on, with one hop per group. Its cost grows with groups, not with people. */
@Injectable()
export class Publisher {
  constructor(
    private readonly directives: DirectiveRepository,
    private readonly relays: RelayRepository,
    private readonly groups: ChatGroupsDirectory,
    private readonly notices: CascadeNotices,
    private readonly plans: PlansService,
    private readonly clock: Clock,
  ) {}

  /** The plan with its groups; a Problem when it has none, or is over. */
  async planOf(on: Queryable, planId: string): Promise<JudgingPlan> {
    const plan = (await this.plans.judging(on)).find(({ id }) => id === planId);
    if (!plan?.document.cascade) throw Problem.validation([{ field: 'planId', rule: 'plan_with_groups' }]);
    return plan;
  }

  targets(on: Queryable, plan: JudgingPlan, draft: Pick<Draft, 'targets'>, path: string): Promise<TargetGroup[]> {
    return this.groups.targets(on, plan, draft.targets, { path });
  }

  /** The caller holds the directive's row. */
  async publish(transaction: Transaction, directive: DirectiveRecord, publication: Publication): Promise<void> {
    const { draft } = directive;
    const now = this.clock.now();
    const plan = await this.planOf(transaction, directive.planId);
    const groups = await this.targets(transaction, plan, draft, directive.regionPath);
    if (groups.length === 0) throw new Problem(409, ErrorCode.DirectiveReachesNobody);
    const earlier = await this.directives.version(transaction, directive.id);
    const version = newVersion(directive, (earlier?.number ?? 0) + 1, groups.length, now);
    if (earlier) {
      const ended = { planId: plan.id, versionId: earlier.id };
      await this.endHops(transaction, ended, now, 'amended', draft.amendReason ?? '');
    }
    await this.directives.insertVersion(transaction, {
      ...version,
      published_by: publication.publishedBy,
      approved_by: publication.approvedBy,
      content_check: JSON.stringify(publication.check),
    });
    await this.send(transaction, plan, directive, version.id, groups, now);
    await this.directives.change(transaction, directive.id, {
      state: DirectiveState.Published,
      current_version_id: version.id,
      published_at: directive.publishedAt ?? now,
      requested_by: null,
      requested_at: null,
      returned_because: null,
    });
    transaction.record({
      type: earlier === null ? 'directive.published' : 'directive.amended',
      actorId: publication.publishedBy,
      subject: { kind: 'directive', id: directive.id },
      regionId: directive.regionId,
      facts: {
        versionId: version.id,
        number: version.number,
        hash: version.hash,
        kind: draft.kind,
        severity: draft.severity,
        groups: groups.length,
        approvedBy: publication.approvedBy,
        check: publication.check.verdict,
      },
    });
  }

  /** The hops of what people read until now are over; those who were asked to push it are told. */
  async endHops(
    transaction: Transaction,
    { planId, versionId }: { planId: string; versionId: string },
    now: number,
    end: 'amended' | 'recalled',
    reason: string,
  ): Promise<void> {
    const [version] = [...(await this.directives.versionsByIds(transaction, [versionId])).values()];
    await this.directives.closeVersion(transaction, versionId, now);
    await this.relays.close(transaction, versionId, now);
    // Read when they are closed: a push that was on its way until then has opened the ones below it.
    const asked = (await this.relays.ofVersion(transaction, versionId)).filter(({ openedAt }) => openedAt !== null);
    await this.notices.closed(
      transaction,
      asked.map((relay) => told(relay, version!)),
      { now, notBefore: await this.notBefore(transaction, planId, version!.severity, now) },
      end,
      reason,
    );
  }

  /** A plan that is over has no quiet hours. */
  private async notBefore(on: Queryable, planId: string, severity: Severity, now: number): Promise<number> {
    const plan = (await this.plans.judging(on)).find(({ id }) => id === planId);
    return afterQuiet(now, (plan && serviceLevel(plan.document, severity)?.quietHours) ?? null);
  }

  private async send(
    transaction: Transaction,
    plan: JudgingPlan,
    { draft }: DirectiveRecord,
    versionId: string,
    groups: readonly TargetGroup[],
    now: number,
  ): Promise<void> {
    const level = serviceLevel(plan.document, draft.severity)!;
    const chain = chainOf(groups);
    const ids = new Map(groups.map(({ id }) => [id, uuid7()]));
    const relays = groups.map((group): NewRelay => {
      const { upperId, depth } = chain.get(group.id)!;
      const isTop = upperId === null;
      return {
        id: ids.get(group.id)!,
        versionId,
        groupId: group.id,
        upperId: isTop ? null : ids.get(upperId)!,
        level: group.level,
        openedAt: isTop ? now : null,
        dueAt: isTop ? now + level.hopMs : null,
        chainDueAt: now + (depth + 1) * level.hopMs,
        nextStepAt: isTop ? stepAt(level, now, 0) : null,
      };
    });
    await this.relays.insert(transaction, relays);
    const names = new Map(groups.map(({ id, name }) => [id, name]));
    const tops = relays
      .filter(({ openedAt }) => openedAt !== null)
      .map((relay) =>
        told({ ...relay, groupName: names.get(relay.groupId)! }, { ...draft, title: draft.content.title }),
      );
    await this.notices.opened(transaction, tops, now, afterQuiet(now, level.quietHours));
  }
}

function told(
  { id, groupId, groupName, dueAt }: Pick<ToldRelay, 'id' | 'groupId' | 'groupName' | 'dueAt'>,
  { kind, severity, title }: { kind: string; severity: Severity; title: string },
): ToldRelay {
  return { id, groupId, groupName, dueAt, kind, severity, title };
}

/** What is hashed is all that people read, hear and see, and how urgent it was said to be. */
function newVersion({ id, draft }: DirectiveRecord, number: number, groupCount: number, now: number) {
  const { kind, severity, content, targets, amendReason } = draft;
  return {
    // Feeds go by it: what was published later has the greater id.
    id: uuid7({ msecs: now }),
    directive_id: id,
    number,
    kind,
    severity,
    title: content.title,
    content: canonicalJson(content),
    targets: canonicalJson(targets),
    hash: sha256Hex(canonicalJson({ kind, severity, content })),
    group_count: groupCount,
    published_at: now,
    amend_reason: amendReason,
  };
}
