import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock, dateInWords } from '../../common/clock/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { idsOfPath, isWithin, Level, type RegionRecord, RegionsService } from '../regions/index.js';
import type { DocumentContent } from './document.content.js';
import { toTemplate } from './document.mapper.js';
import { DocumentRepository, type TemplateRecord } from './document.repository.js';
import { contentFaults, kindOfTemplate, renderDocument, sealed } from './document.rules.js';
import type {
  DocumentTemplate,
  DocumentTemplateList,
  DraftChange,
  NewTemplate,
  PreviewRequest,
  RenderedDocument,
} from './dto/document.dto.js';
import { PaperPlaces } from './paper-places.js';

/** Doors belong to villages and units: nothing below them has papers of its own. */
const belowPapers: readonly Level[] = [Level.Grid, Level.Group];

/** Writing papers: an office's own text in place of the one that holds above it, as a draft and then in versions. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly documents: DocumentRepository,
    private readonly places: PaperPlaces,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What is built in, and what the region and those above it have of their own. */
  async list(actor: Actor, regionId: number): Promise<DocumentTemplateList> {
    const { path } = await this.requireManaged(this.database, actor, regionId);
    const templates = await this.documents.templates(this.database, idsOfPath(path));
    return {
      items: await this.describe(this.database, actor, templates, path),
      issuer: await this.places.issuerAt(this.database, regionId),
    };
  }

  /** Asked for again under its id it is the same one again. */
  create(actor: Actor, { id, regionId, templateKey }: NewTemplate): Promise<DocumentTemplate> {
    return this.database.transaction(async (transaction) => {
      const region = await this.requireManaged(transaction, actor, regionId);
      await this.regions.lock(transaction, regionId);
      const there = (await this.documents.template(transaction, id)) ?? null;
      if (there && (there.regionId !== regionId || there.templateKey !== templateKey)) throw idTaken();
      if (!there) await this.insert(transaction, actor, region, { id, templateKey });
      return this.describeOne(transaction, actor, id);
    });
  }

  write(actor: Actor, id: string, { revision, content }: DraftChange): Promise<DocumentTemplate> {
    requireSound(content);
    return this.database.transaction(async (transaction) => {
      const template = await this.requireOwn(transaction, actor, id);
      await this.change(transaction, { id, revision }, content.title, content);
      transaction.record({
        type: 'document.drafted',
        actorId: actor.personId,
        subject: { kind: 'document_template', id },
        regionId: template.regionId,
        facts: { templateKey: template.templateKey, revision: revision + 1, hash: sealed(content).hash },
      });
      return this.describeOne(transaction, actor, id);
    });
  }

  /** Makes the draft the version that holds from now on. It never changes again. */
  publish(actor: Actor, id: string, revision: number): Promise<DocumentTemplate> {
    return this.database.transaction(async (transaction) => {
      const template = await this.requireOwn(transaction, actor, id);
      if (template.revision !== revision) throw stale();
      if (!template.draft) throw Problem.conflict('there is no draft to publish');
      await this.change(transaction, { id, revision }, template.draft.title, null);
      await this.publishContent(transaction, actor, template, template.draft);
      return this.describeOne(transaction, actor, id);
    });
  }

  /** The text as it would stand in a place, today and with no name. */
  async preview(actor: Actor, { content, regionId }: PreviewRequest): Promise<RenderedDocument> {
    await this.requireManaged(this.database, actor, regionId);
    const { place, issuer, station, stationPhone } = (await this.places.of(this.database, [regionId])).get(regionId)!;
    return renderDocument(content, { place, issuer, station, stationPhone, date: dateInWords(this.clock.today()) });
  }

  private async insert(
    transaction: Transaction,
    actor: Actor,
    region: RegionRecord,
    { id, templateKey }: { id: string; templateKey: string },
  ): Promise<void> {
    if (belowPapers.includes(region.level))
      throw Problem.validation([{ field: 'regionId', rule: 'not_below_village' }]);
    if (region.closedOn !== null) throw new Problem(409, ErrorCode.RegionClosed);
    const own = await this.documents.templateOf(transaction, region.id, templateKey);
    if (own.length > 0) throw Problem.conflict('the region has this paper of its own already');
    const draft = await this.startingText(transaction, region.path, templateKey);
    await this.documents.insertTemplate(transaction, {
      id,
      templateKey,
      kind: kindOfTemplate(templateKey),
      regionId: region.id,
      title: draft.title,
      draft,
      revision: 1,
      createdAt: this.clock.now(),
      createdBy: actor.personId,
    });
    transaction.record({
      type: 'document.begun',
      actorId: actor.personId,
      subject: { kind: 'document_template', id },
      regionId: region.id,
      facts: { templateKey, regionId: region.id },
    });
  }

  /** What holds there now. */
  private async startingText(on: Queryable, path: string, templateKey: string): Promise<DocumentContent> {
    const held = (await this.places.currentVersions(on, path, [templateKey])).get(templateKey);
    if (!held) throw Problem.validation([{ field: 'templateKey', rule: 'unknown_template' }]);
    const [version] = await this.documents.versions(on, [held.id]);
    return version!.content;
  }

  private async publishContent(
    transaction: Transaction,
    actor: Actor,
    template: TemplateRecord,
    content: DocumentContent,
  ): Promise<void> {
    requireComplete(content);
    const { text, hash } = sealed(content);
    const [newest] = await this.documents.versionsOf(transaction, [template.id]);
    if (newest?.hash === hash) throw Problem.conflict('nothing has changed since the last version');
    const versionId = uuid7();
    const number = (newest?.number ?? 0) + 1;
    await this.documents.insertVersion(transaction, {
      id: versionId,
      templateId: template.id,
      number,
      title: content.title,
      content: text,
      hash,
      publishedAt: this.clock.now(),
      publishedBy: actor.personId,
    });
    transaction.record({
      type: 'document.published',
      actorId: actor.personId,
      subject: { kind: 'document_version', id: versionId },
      regionId: template.regionId,
      facts: { templateKey: template.templateKey, templateId: template.id, regionId: template.regionId, number, hash },
    });
  }

  private async change(
    transaction: Transaction,
    seen: { id: string; revision: number },
    title: string,
    draft: DocumentContent | null,
  ): Promise<void> {
    if (!(await this.documents.replaceDraft(transaction, seen, title, draft))) throw stale();
  }

  private async describeOne(on: Queryable, actor: Actor, id: string): Promise<DocumentTemplate> {
    const template = (await this.documents.template(on, id))!;
    return (await this.describe(on, actor, [template], template.regionPath!))[0]!;
  }

  /** `path` is the place for which is said what holds. */
  private async describe(
    on: Queryable,
    actor: Actor,
    templates: readonly TemplateRecord[],
    path: string,
  ): Promise<DocumentTemplate[]> {
    const held = await this.places.currentVersions(on, path);
    const versions = await this.documents.versionsOf(
      on,
      templates.map(({ id }) => id),
    );
    return templates.map((template) =>
      toTemplate(template, versions, {
        holds: held.get(template.templateKey)?.templateId === template.id,
        mayEdit: mayEdit(actor, template),
      }),
    );
  }

  /** A region whose papers the actor writes, else a 404. */
  private async requireManaged(on: Queryable, actor: Actor, regionId: number): Promise<RegionRecord> {
    const region = await this.regions.require(on, regionId);
    if (!actor.canAt(Permission.DocumentManage, region.path)) throw Problem.notFound();
    return region;
  }

  /** What holds for somebody may be seen by them, but only its own office writes it; nobody writes what is built in. */
  private async requireOwn(on: Queryable, actor: Actor, id: string): Promise<TemplateRecord> {
    const template = await this.documents.template(on, id);
    if (!template) throw Problem.notFound();
    if (mayEdit(actor, template)) return template;
    const { regionPath } = template;
    const isAbove = (path: string) => regionPath === null || isWithin(path, regionPath);
    throw actor.pathsFor(Permission.DocumentManage).some(isAbove) ? Problem.forbidden() : Problem.notFound();
  }
}

function mayEdit(actor: Actor, { regionPath }: TemplateRecord): boolean {
  return regionPath !== null && actor.canAt(Permission.DocumentManage, regionPath);
}

/** What a draft must be already; `sections` may still be empty. */
function requireSound(content: DocumentContent): void {
  requireNone(
    contentFaults(content).filter(({ rule }) => rule !== 'required'),
    'content',
  );
}

function requireComplete(content: DocumentContent): void {
  requireNone(contentFaults(content), 'draft');
}

function requireNone(faults: readonly { field: string; rule: string }[], prefix: string): void {
  if (faults.length === 0) return;
  throw Problem.validation(faults.map(({ field, rule }) => ({ field: field ? `${prefix}.${field}` : prefix, rule })));
}

function stale(): Problem {
  return Problem.conflict('somebody else changed the paper: read it again');
}

function idTaken(): Problem {
  return new Problem(409, ErrorCode.Conflict, { errors: [{ field: 'id', rule: 'unique' }] });
}
