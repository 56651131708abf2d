import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { canonicalJson } from '../../common/crypto/index.js';
import { Database, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { CascadeNotices } from './cascade-notices.js';
import { ContentChecks } from './content-checks.js';
import { DirectiveAccess } from './directive-access.js';
import { about, contentOf, requireState, stale } from './directive-parts.js';
import type { ContentCheck, DirectiveRecord } from './directive-records.js';
import { DirectiveRepository } from './directive.repository.js';
import { DraftJudge } from './draft-judge.js';
import { type DirectiveAmendment, type DirectiveReturn, DirectiveState } from './dto/directive.dto.js';
import { Publisher } from './publisher.js';

/** From a draft to what people read: published, approved by a second person, amended, recalled. */
@Injectable()
export class PublicationsService {
  constructor(
    private readonly directives: DirectiveRepository,
    private readonly access: DirectiveAccess,
    private readonly judge: DraftJudge,
    private readonly publisher: Publisher,
    private readonly checks: ContentChecks,
    private readonly notices: CascadeNotices,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async publish(actor: Actor, id: string, baseRevision: number): Promise<void> {
    const seen = await this.access.readable(this.database, actor, id);
    // Otherwise a revision that is still to be written could go out on the check of this one.
    if (seen.revision !== baseRevision) throw stale();
    const check = await this.checks.of(actor.personId, seen.draft);
    await this.database.transaction(async (transaction) => {
      const directive = await this.access.editable(transaction, actor, id, baseRevision);
      await this.submit(transaction, actor, directive, check, DirectiveState.Awaiting);
    });
  }

  async approve(actor: Actor, id: string, baseRevision: number): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const directive = await this.asked(transaction, actor, id, baseRevision);
      const publication = { publishedBy: directive.requestedBy!, approvedBy: actor.personId, check: directive.check! };
      await this.publisher.publish(transaction, directive, publication);
    });
  }

  async giveBack(actor: Actor, id: string, { baseRevision, reason }: DirectiveReturn): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const directive = await this.asked(transaction, actor, id, baseRevision);
      const isPublished = directive.state === DirectiveState.Published;
      await this.directives.change(transaction, id, {
        state: isPublished ? DirectiveState.Published : DirectiveState.Draft,
        requested_by: null,
        requested_at: null,
        returned_because: reason,
      });
      transaction.record({ ...about('directive.returned', actor, directive), facts: {}, personal: { reason } });
      await this.notices.returned(transaction, directive, directive.requestedBy!, reason);
    });
  }

  /** Kind, urgency and targets stay; an amendment goes the whole way that its first version went. */
  async amend(actor: Actor, id: string, { baseNumber, content, reason }: DirectiveAmendment): Promise<void> {
    const seen = await this.access.readable(this.database, actor, id);
    const draft = { ...seen.draft, content: contentOf(content, null), amendReason: reason };
    const check = await this.checks.of(actor.personId, draft);
    await this.database.transaction(async (transaction) => {
      const directive = await this.access.managed(transaction, actor, id);
      requireState(directive, DirectiveState.Published);
      const current = await this.directives.version(transaction, id);
      if (current!.number !== baseNumber) throw stale();
      const plan = await this.publisher.planOf(transaction, directive.planId);
      await this.judge.requireSound(transaction, actor, draft, plan.document.cascade!.chains, current!);
      await this.directives.change(transaction, id, { draft: canonicalJson(draft) });
      const amended = { ...directive, draft, revision: directive.revision + 1 };
      await this.submit(transaction, actor, amended, check, DirectiveState.Published);
    });
  }

  async recall(actor: Actor, id: string, reason: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const directive = await this.access.managed(transaction, actor, id);
      if (directive.state === DirectiveState.Recalled) return;
      requireState(directive, DirectiveState.Published);
      const now = this.clock.now();
      await this.directives.change(transaction, id, {
        state: DirectiveState.Recalled,
        recalled_at: now,
        recalled_by: actor.personId,
        recall_reason: reason,
        requested_by: null,
        requested_at: null,
      });
      const ended = { planId: directive.planId, versionId: directive.currentVersionId! };
      await this.publisher.endHops(transaction, ended, now, 'recalled', reason);
      transaction.record({ ...about('directive.recalled', actor, directive), facts: {}, personal: { reason } });
    });
  }

  /** Out at once where nobody else has to look; otherwise it waits in `waiting` for one who does. */
  private async submit(
    transaction: Transaction,
    actor: Actor,
    directive: DirectiveRecord,
    check: ContentCheck,
    waiting: DirectiveState,
  ): Promise<void> {
    if (check.reason === null) {
      return this.publisher.publish(transaction, directive, { publishedBy: actor.personId, approvedBy: null, check });
    }
    await this.directives.change(transaction, directive.id, {
      state: waiting,
      content_check: canonicalJson(check),
      requested_by: actor.personId,
      requested_at: this.clock.now(),
      returned_because: null,
    });
    transaction.record({ ...about('directive.submitted', actor, directive), facts: { reason: check.reason } });
    const asked = (await this.directives.find(transaction, directive.id))!;
    const approvers = await this.access.approvers(transaction, asked, actor.personId);
    await this.notices.approval(transaction, asked, approvers);
  }

  /** What waits for a second person, who is not the first. */
  private async asked(
    transaction: Transaction,
    actor: Actor,
    id: string,
    baseRevision: number,
  ): Promise<DirectiveRecord> {
    const directive = await this.access.approved(transaction, actor, id);
    if (directive.requestedBy === null) throw Problem.conflict('nobody asked for an approval');
    if (directive.revision !== baseRevision) throw stale();
    if (!this.access.mayApprove(actor, directive)) throw Problem.forbidden();
    return directive;
  }
}
