import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { canonicalJson } from '../../common/crypto/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { isWithin, RegionsService } from '../regions/index.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { CascadeNotices } from './cascade-notices.js';
import { ContentChecks } from './content-checks.js';
import { DirectiveAccess } from './directive-access.js';
import { toBrief, toDirective } from './directive.mapper.js';
import type { Clip, ContentCheck, DirectiveRecord, Draft } from './directive-records.js';
import { DirectiveRepository } from './directive.repository.js';
import {
  type Directive,
  type DirectiveAmendment,
  type DirectiveDraft,
  type DirectiveEdit,
  type DirectiveList,
  type DirectiveQuery,
  type DirectiveReach,
  type DirectiveReturn,
  DirectiveState,
  type NewDirective,
  type ReachQuestion,
} from './dto/directive.dto.js';
import { Publisher } from './publisher.js';
import { reachOf } from './reach.rules.js';

const directivesPerPage = 30;

/** Directives from their draft to their recall. */
@Injectable()
export class DirectivesService {
  constructor(
    private readonly directives: DirectiveRepository,
    private readonly access: DirectiveAccess,
    private readonly publisher: Publisher,
    private readonly checks: ContentChecks,
    private readonly notices: CascadeNotices,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(
    actor: Actor,
    { regionId, state, after, limit = directivesPerPage }: DirectiveQuery,
  ): Promise<DirectiveList> {
    const paths = await this.regions.reachablePaths(actor, Permission.CascadeRead, regionId);
    const page = { paths, state, after: decodeCursor(after), limit: limit + 1 };
    const found = await this.directives.page(this.database, page);
    const shown = found.slice(0, limit);
    const versionIds = shown.flatMap(({ currentVersionId }) => currentVersionId ?? []);
    const [versions, progress] = await Promise.all([
      this.directives.versionsByIds(this.database, versionIds),
      this.directives.progress(this.database, versionIds, this.clock.now()),
    ]);
    const last = shown.at(-1);
    return {
      items: shown.map((directive) => toBrief(directive, versions, progress)),
      next: found.length > limit && last ? encodeCursor(last.createdAt, last.id) : null,
    };
  }

  async one(actor: Actor, id: string): Promise<Directive> {
    return this.describe(actor, await this.access.readable(this.database, actor, id));
  }

  async reach(actor: Actor, { planId, regionId, targets }: ReachQuestion): Promise<DirectiveReach> {
    const region = await this.regions.require(this.database, regionId);
    if (!actor.canAt(Permission.DirectiveManage, region.path)) throw Problem.notFound();
    const plan = await this.publisher.planOf(this.database, planId);
    return reachOf(await this.publisher.targets(this.database, plan, { targets }, region.path));
  }

  async draft(actor: Actor, { id, planId, regionId, ...draft }: NewDirective): Promise<Directive> {
    await this.database.transaction(async (transaction) => {
      const region = await this.regions.require(transaction, regionId);
      if (!actor.canAt(Permission.DirectiveManage, region.path)) throw Problem.notFound();
      const plan = await this.publisher.planOf(transaction, planId);
      if (!isWithin(region.path, plan.regionPath))
        throw Problem.validation([{ field: 'planId', rule: 'plan_of_place' }]);
      const written = draftOf(draft, null, null);
      await this.requireSound(transaction, actor, written, plan.document.cascade!.chains);
      const earlier = await this.directives.find(transaction, id);
      if (earlier) return requireSame(earlier, actor, written);
      await this.directives.insert(transaction, {
        id,
        plan_id: planId,
        region_id: regionId,
        state: DirectiveState.Draft,
        revision: 1,
        draft: canonicalJson(written),
        created_by: actor.personId,
        created_at: this.clock.now(),
      });
      transaction.record({ ...about('directive.drafted', actor, { id, regionId }), facts: { kind: draft.kind } });
    });
    return this.one(actor, id);
  }

  async edit(actor: Actor, id: string, { baseRevision, ...draft }: DirectiveEdit): Promise<Directive> {
    await this.database.transaction(async (transaction) => {
      const directive = await this.editable(transaction, actor, id, baseRevision);
      const plan = await this.publisher.planOf(transaction, directive.planId);
      const written = draftOf(draft, directive.draft.content.clip, null);
      await this.requireSound(transaction, actor, written, plan.document.cascade!.chains, directive.draft);
      await this.directives.change(transaction, id, { draft: canonicalJson(written), content_check: null });
      transaction.record({
        ...about('directive.edited', actor, directive),
        facts: { revision: directive.revision + 1 },
      });
    });
    return this.one(actor, id);
  }

  /** The voice of a draft; the bytes are stored already. */
  async setClip(actor: Actor, id: string, clip: Clip): Promise<Directive> {
    await this.database.transaction(async (transaction) => {
      const directive = await this.access.managed(transaction, actor, id);
      requireState(directive, DirectiveState.Draft);
      const draft = { ...directive.draft, content: { ...directive.draft.content, clip } };
      await this.directives.change(transaction, id, { draft: canonicalJson(draft), content_check: null });
      transaction.record({ ...about('directive.edited', actor, directive), facts: { clip: clip.sha256 } });
    });
    return this.one(actor, id);
  }

  async discard(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const directive = await this.access.managed(transaction, actor, id);
      requireState(directive, DirectiveState.Draft);
      await this.directives.remove(transaction, id);
      transaction.record({ ...about('directive.discarded', actor, directive), facts: {} });
    });
  }

  async publish(actor: Actor, id: string, baseRevision: number): Promise<Directive> {
    const seen = await this.access.readable(this.database, actor, id);
    const check = await this.checks.of(actor.personId, seen.draft);
    await this.database.transaction(async (transaction) => {
      const directive = await this.editable(transaction, actor, id, baseRevision);
      await this.submit(transaction, actor, directive, check, DirectiveState.Awaiting);
    });
    return this.one(actor, id);
  }

  async approve(actor: Actor, id: string, baseRevision: number): Promise<Directive> {
    await this.database.transaction(async (transaction) => {
      const directive = await this.asked(transaction, actor, id, baseRevision);
      const publication = { publishedBy: directive.requestedBy!, approvedBy: actor.personId, check: directive.check! };
      await this.publisher.publish(transaction, directive, publication);
    });
    return this.one(actor, id);
  }

  async giveBack(actor: Actor, id: string, { baseRevision, reason }: DirectiveReturn): Promise<Directive> {
    await this.database.transaction(async (transaction) => {
      const directive = await this.asked(transaction, actor, id, baseRevision);
      const isPublished = directive.state === DirectiveState.Published;
      await this.directives.change(transaction, id, {
        state: isPublished ? DirectiveState.Published : DirectiveState.Draft,
        requested_by: null,
        requested_at: null,
        returned_because: reason,
      });
      transaction.record({ ...about('directive.returned', actor, directive), facts: { reason } });
      await this.notices.returned(transaction, directive, directive.requestedBy!, reason);
    });
    return this.one(actor, id);
  }

  /** Kind, urgency and targets stay; an amendment goes the whole way that its first version went. */
  async amend(actor: Actor, id: string, { baseNumber, content, reason }: DirectiveAmendment): Promise<Directive> {
    const seen = await this.access.readable(this.database, actor, id);
    const draft = { ...seen.draft, content: contentOf(content, null), amendReason: reason };
    const check = await this.checks.of(actor.personId, draft);
    await this.database.transaction(async (transaction) => {
      const directive = await this.access.managed(transaction, actor, id);
      requireState(directive, DirectiveState.Published);
      const [current] = await this.directives.versions(transaction, id);
      if (current!.number !== baseNumber) throw stale();
      const plan = await this.publisher.planOf(transaction, directive.planId);
      await this.requireSound(transaction, actor, draft, plan.document.cascade!.chains, current!);
      await this.directives.change(transaction, id, { draft: canonicalJson(draft) });
      const amended = { ...directive, draft, revision: directive.revision + 1 };
      await this.submit(transaction, actor, amended, check, DirectiveState.Published);
    });
    return this.one(actor, id);
  }

  async recall(actor: Actor, id: string, reason: string): Promise<Directive> {
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
      await this.publisher.endHops(transaction, directive.currentVersionId!, now, 'recalled', reason);
      transaction.record({ ...about('directive.recalled', actor, directive), facts: { reason } });
    });
    return this.one(actor, id);
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

  private async editable(transaction: Transaction, actor: Actor, id: string, baseRevision: number) {
    const directive = await this.access.managed(transaction, actor, id);
    requireState(directive, DirectiveState.Draft);
    if (directive.revision !== baseRevision) throw stale();
    return directive;
  }

  /** What waits for a second person, who is not the first. */
  private async asked(transaction: Transaction, actor: Actor, id: string, baseRevision: number) {
    const directive = await this.access.approved(transaction, actor, id);
    if (directive.requestedBy === null) throw Problem.conflict('nobody asked for an approval');
    if (directive.revision !== baseRevision) throw stale();
    if (!this.access.mayApprove(actor, directive)) throw Problem.forbidden();
    return directive;
  }

  /** What the fields alone do not show: the plan's chains, and that the pictures are the writer's own. */
  private async requireSound(
    on: Queryable,
    actor: Actor,
    { content, targets }: Draft,
    chains: readonly { key: string }[],
    before?: { content: { photoIds: string[] } },
  ): Promise<void> {
    const unknown = targets.chains.findIndex((chain) => !chains.some(({ key }) => key === chain));
    if (unknown >= 0) throw Problem.validation([{ field: `targets.chains.${unknown}`, rule: 'chain_of_plan' }]);
    const own = await this.directives.ownPhotos(on, actor.personId, content.photoIds);
    const foreign = content.photoIds.findIndex((id) => !own.has(id) && !before?.content.photoIds.includes(id));
    if (foreign >= 0) throw Problem.validation([{ field: `content.photoIds.${foreign}`, rule: 'own_photo' }]);
  }

  private async describe(actor: Actor, directive: DirectiveRecord): Promise<Directive> {
    const versions = await this.directives.versions(this.database, directive.id);
    const ids = versions.map(({ id }) => id);
    const progress = await this.directives.progress(this.database, ids, this.clock.now());
    return toDirective(directive, versions, progress, {
      mayEdit: this.access.mayManage(actor, directive),
      mayApprove: this.access.mayApprove(actor, directive),
    });
  }
}

function draftOf(
  { kind, severity, content, targets }: DirectiveDraft,
  clip: Clip | null,
  amendReason: string | null,
): Draft {
  return { kind, severity, content: contentOf(content, clip), targets: { ...targets }, amendReason };
}

function contentOf(
  { title, body, fraudType, photoIds }: DirectiveDraft['content'],
  clip: Clip | null,
): Draft['content'] {
  return { title, body, fraudType: fraudType ?? null, photoIds: photoIds ?? [], clip };
}

function about(type: string, { personId }: Actor, { id, regionId }: { id: string; regionId: number }) {
  return { type, actorId: personId, subject: { kind: 'directive', id }, regionId };
}

/** Sent again because the answer was lost, or another draft by the same id. */
function requireSame(earlier: DirectiveRecord, { personId }: Actor, draft: Draft): void {
  const isSame = earlier.createdBy === personId && canonicalJson(earlier.draft) === canonicalJson(draft);
  if (!isSame) throw Problem.conflict('the id is that of another directive');
}

function requireState({ state }: DirectiveRecord, wanted: DirectiveState): void {
  if (state !== wanted) throw Problem.conflict(`the directive is ${state}`);
}

function stale(): Problem {
  return Problem.conflict('somebody else changed the directive: read it again');
}
