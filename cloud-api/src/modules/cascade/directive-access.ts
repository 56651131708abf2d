import { Injectable } from '@nestjs/common';
import { type Actor, Permission, permissionsOf, type Role } from '../../common/auth/index.js';
import type { Queryable, Transaction } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { ContactsService } from '../people/index.js';
import { RegionsService } from '../regions/index.js';
import type { DirectiveRecord } from './directive-records.js';
import { requireState, stale } from './directive-parts.js';
import { DirectiveRepository } from './directive.repository.js';
import { DirectiveState } from './dto/directive.dto.js';

const approverRoles = (Object.keys(permissionsOf) as Role[]).filter((role) =>
  permissionsOf[role].includes(Permission.DirectiveApprove),
);

/** Who may read, write and approve a directive. What cannot be read does not exist. */
@Injectable()
export class DirectiveAccess {
  constructor(
    private readonly directives: DirectiveRepository,
    private readonly contacts: ContactsService,
    private readonly regions: RegionsService,
  ) {}

  /** Whoever reads cascades at its place; once published, also wherever it went. */
  async readable(on: Queryable, actor: Actor, id: string): Promise<DirectiveRecord> {
    const directive = await this.directives.find(on, id);
    if (!directive || !(await this.mayRead(on, actor, directive))) throw Problem.notFound();
    return directive;
  }

  async managed(transaction: Transaction, actor: Actor, id: string): Promise<DirectiveRecord> {
    return this.held(transaction, actor, id, Permission.DirectiveManage);
  }

  /** A draft as the writer has read it last. */
  async editable(transaction: Transaction, actor: Actor, id: string, baseRevision: number): Promise<DirectiveRecord> {
    const directive = await this.managed(transaction, actor, id);
    requireState(directive, DirectiveState.Draft);
    if (directive.revision !== baseRevision) throw stale();
    return directive;
  }

  async approved(transaction: Transaction, actor: Actor, id: string): Promise<DirectiveRecord> {
    return this.held(transaction, actor, id, Permission.DirectiveApprove);
  }

  /** Whoever reads it only because it came to them reads what was published. */
  mayReadDraft(actor: Actor, { regionPath }: DirectiveRecord): boolean {
    return actor.canAt(Permission.CascadeRead, regionPath);
  }

  mayManage(actor: Actor, { regionPath }: DirectiveRecord): boolean {
    return actor.canAt(Permission.DirectiveManage, regionPath);
  }

  /** Nobody approves what they asked for. */
  mayApprove(actor: Actor, { regionPath, requestedBy }: DirectiveRecord): boolean {
    return (
      requestedBy !== null && requestedBy !== actor.personId && actor.canAt(Permission.DirectiveApprove, regionPath)
    );
  }

  /** Whoever may approve at the place or above it, but for whom it comes from; the nearest first. */
  async approvers(on: Queryable, { regionId, regionPath }: DirectiveRecord, asker: string): Promise<string[]> {
    const steps = regionPath.split('/').filter(Boolean).map(Number);
    const regions = await this.regions.byIds(on, [...steps, regionId]);
    const posts = [];
    for (const { path, id } of [...regions.values()].sort((a, b) => b.path.length - a.path.length)) {
      const there = await this.contacts.postsWithin(on, path, approverRoles);
      posts.push(...there.filter((post) => post.regionId === id));
    }
    return [...new Set(posts.map(({ personId }) => personId))].filter((personId) => personId !== asker);
  }

  /** The people of the office that sent a directive: who is told when a hop stays late. */
  async office(on: Queryable, regionPath: string): Promise<string[]> {
    const roles = (Object.keys(permissionsOf) as Role[]).filter((role) =>
      permissionsOf[role].includes(Permission.DirectiveManage),
    );
    const posts = await this.contacts.postsWithin(on, regionPath, roles);
    return [...new Set(posts.filter(({ path }) => path === regionPath).map(({ personId }) => personId))];
  }

  private async held(
    transaction: Transaction,
    actor: Actor,
    id: string,
    permission: Permission,
  ): Promise<DirectiveRecord> {
    const directive = await this.directives.lock(transaction, id);
    if (!directive || !(await this.mayRead(transaction, actor, directive))) throw Problem.notFound();
    if (!actor.canAt(permission, directive.regionPath)) throw Problem.forbidden();
    return directive;
  }

  private async mayRead(on: Queryable, actor: Actor, directive: DirectiveRecord): Promise<boolean> {
    if (this.mayReadDraft(actor, directive)) return true;
    const { currentVersionId } = directive;
    const own = actor.pathsFor(Permission.CascadeRead);
    return currentVersionId !== null && this.directives.reaches(on, currentVersionId, own);
  }
}
