import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { canonicalJson } from '../../common/crypto/index.js';
import { Database } from '../../common/database/index.js';
import { PagePlace } from '../../common/http/index.js';
import { Problem } from '../../common/problem/index.js';
import { isWithin, RegionsService } from '../regions/index.js';
import { DirectiveAccess } from './directive-access.js';
import { toBrief, toDirective } from './directive.mapper.js';
import type { Clip, DirectiveRecord, Draft, VersionRecord } from './directive-records.js';
import { type DirectivePlace, DirectiveRepository } from './directive.repository.js';
import { about, draftOf, requireState } from './directive-parts.js';
import { DraftJudge } from './draft-judge.js';
import {
  type Directive,
  type DirectiveEdit,
  type DirectiveList,
  type DirectiveQuery,
  type DirectiveReach,
  DirectiveState,
  type NewDirective,
  type ReachQuestion,
} from './dto/directive.dto.js';
import { Publisher } from './publisher.js';
import { reachOf } from './reach.rules.js';

const directivesPerPage = 30;
const places = new PagePlace<DirectivePlace>({ createdAt: 'number', id: 'text' });

/** Directives as an office writes and reads them. */
@Injectable()
export class DirectivesService {
  constructor(
    private readonly directives: DirectiveRepository,
    private readonly access: DirectiveAccess,
    private readonly judge: DraftJudge,
    private readonly publisher: Publisher,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(
    actor: Actor,
    { regionId, state, after, limit = directivesPerPage }: DirectiveQuery,
  ): Promise<DirectiveList> {
    const paths = await this.regions.reachablePaths(actor, Permission.CascadeRead, regionId);
    const page = { paths, state, after: places.decode(after), limit: limit + 1 };
    const found = await this.directives.page(this.database, page);
    const shown = found.slice(0, limit);
    const versionIds = shown.flatMap(({ currentVersionId }) => currentVersionId ?? []);
    const [versions, progress] = await Promise.all([
      this.directives.versionsByIds(this.database, versionIds),
      this.directives.progress(this.database, versionIds, this.clock.now()),
    ]);
    const last = shown.at(-1);
    return {
      items: shown.map((directive) => toBrief(directive, versions, progress, this.access.mayApprove(actor, directive))),
      next: found.length > limit && last ? places.encode(last) : null,
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
      await this.judge.requireSound(transaction, actor, written, plan.document.cascade!.chains);
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
      const directive = await this.access.editable(transaction, actor, id, baseRevision);
      const plan = await this.publisher.planOf(transaction, directive.planId);
      const written = draftOf(draft, directive.draft.content.clip, null);
      await this.judge.requireSound(transaction, actor, written, plan.document.cascade!.chains, directive.draft);
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

  private async describe(actor: Actor, directive: DirectiveRecord): Promise<Directive> {
    const versions = await this.directives.versions(this.database, directive.id);
    const current = directive.currentVersionId === null ? [] : [directive.currentVersionId];
    const progress = await this.directives.progress(this.database, current, this.clock.now());
    const shown = this.access.mayReadDraft(actor, directive) ? directive : asPublished(directive, versions);
    return toDirective(shown, versions, progress, {
      mayEdit: this.access.mayManage(actor, directive),
      mayApprove: this.access.mayApprove(actor, directive),
    });
  }
}

/** An amendment that nobody has approved yet, and what was said of it, is for the office that writes it. */
function asPublished(directive: DirectiveRecord, versions: readonly VersionRecord[]): DirectiveRecord {
  const { kind, severity, content, targets, amendReason } = versions.find(
    ({ id }) => id === directive.currentVersionId,
  )!;
  const draft = { kind, severity, content, targets, amendReason };
  return { ...directive, draft, requestedBy: null, requestedByName: null, requestedAt: null, returnedBecause: null };
}

/** Sent again because the answer was lost, or another draft by the same id. */
function requireSame(earlier: DirectiveRecord, { personId }: Actor, draft: Draft): void {
  const isSame = earlier.createdBy === personId && canonicalJson(earlier.draft) === canonicalJson(draft);
  if (!isSame) throw Problem.conflict('the id is that of another directive');
}
