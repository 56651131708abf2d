import { Injectable } from '@nestjs/common';
import { anyOf, numberOrNull, type Queryable, type SqlValue, type Transaction } from '../../common/database/index.js';
import type { DocumentKind } from '../plans/index.js';
import type { DocumentContent } from './document.content.js';

/** A published version without its text. */
export interface VersionHead {
  id: string;
  templateId: string;
  templateKey: string;
  kind: DocumentKind;
  /** Whose paper it is: an office's for its region, or nobody's own (built in). */
  regionId: number | null;
  regionPath: string | null;
  number: number;
  title: string;
  hash: string;
  publishedAt: number;
  /** When the next version came. */
  replacedAt: number | null;
}

export interface VersionRecord extends VersionHead {
  content: DocumentContent;
}

export interface TemplateRecord {
  id: string;
  templateKey: string;
  kind: DocumentKind;
  regionId: number | null;
  regionName: string | null;
  regionPath: string | null;
  title: string;
  draft: DocumentContent | null;
  revision: number;
}

export interface NewVersion {
  id: string;
  templateId: string;
  number: number;
  title: string;
  content: string;
  hash: string;
  publishedAt: number;
  publishedBy: string | null;
}

type HeadRow = Omit<VersionHead, 'publishedAt' | 'replacedAt'> & {
  publishedAt: number | string;
  replacedAt: number | string | null;
};

const headColumns = `v.id, v.template_id AS templateId, t.template_key AS templateKey, t.kind, t.region_id AS regionId,
  r.path AS regionPath, v.number, v.title, v.hash, v.published_at AS publishedAt, v.replaced_at AS replacedAt`;
const fromVersions = `FROM document_versions v JOIN document_templates t ON t.id = v.template_id
  LEFT JOIN regions r ON r.id = t.region_id`;
const selectTemplates = `SELECT t.id, t.template_key AS templateKey, t.kind, t.region_id AS regionId, r.name AS regionName,
  r.path AS regionPath, t.title, t.draft, t.revision
  FROM document_templates t LEFT JOIN regions r ON r.id = t.region_id`;

/** Every query on papers and their versions. */
@Injectable()
export class DocumentRepository {
  async versions(on: Queryable, ids: readonly string[]): Promise<VersionRecord[]> {
    const wanted = anyOf('v.id', [...new Set(ids)]);
    const rows = await on.query<HeadRow & { content: string }>(
      `SELECT ${headColumns}, v.content ${fromVersions} WHERE ${wanted.sql}`,
      wanted.parameters,
    );
    return rows.map((row) => ({ ...head(row), content: JSON.parse(row.content) as DocumentContent }));
  }

  heads(on: Queryable, ids: readonly string[]): Promise<VersionHead[]> {
    return this.selectHeads(on, anyOf('v.id', [...new Set(ids)]));
  }

  /** Holds the version until the end of the transaction. */
  async hold(transaction: Transaction, id: string): Promise<void> {
    await transaction.execute('UPDATE document_versions SET number = number WHERE id = ?', [id]);
  }

  /** The newest version of each paper that is built in or of one of these regions. */
  currentHeads(on: Queryable, regionIds: readonly number[]): Promise<VersionHead[]> {
    const regions = anyOf('t.region_id', regionIds);
    return this.selectHeads(on, {
      sql: `v.replaced_at IS NULL AND (t.region_id IS NULL OR ${regions.sql})`,
      parameters: regions.parameters,
    });
  }

  /** The built-in papers' titles, by template key. */
  async titles(on: Queryable): Promise<Map<string, string>> {
    const rows = await on.query<{ templateKey: string; title: string }>(
      'SELECT template_key AS templateKey, title FROM document_templates WHERE region_id IS NULL',
    );
    return new Map(rows.map(({ templateKey, title }) => [templateKey, title]));
  }

  /** Newest first. */
  versionsOf(on: Queryable, templateIds: readonly string[]): Promise<VersionHead[]> {
    return this.selectHeads(on, anyOf('v.template_id', templateIds));
  }

  async template(on: Queryable, id: string): Promise<TemplateRecord | undefined> {
    return (await this.selectTemplates(on, 't.id = ?', [id]))[0];
  }

  templateOf(on: Queryable, regionId: number, templateKey: string): Promise<TemplateRecord[]> {
    return this.selectTemplates(on, 't.region_id = ? AND t.template_key = ?', [regionId, templateKey]);
  }

  /** The papers that are built in, and those of the regions. */
  templates(on: Queryable, regionIds: readonly number[]): Promise<TemplateRecord[]> {
    const regions = anyOf('t.region_id', regionIds);
    return this.selectTemplates(on, `(t.region_id IS NULL OR ${regions.sql})`, regions.parameters);
  }

  async insertTemplate(
    transaction: Transaction,
    template: Omit<TemplateRecord, 'regionName' | 'regionPath'> & { createdAt: number; createdBy: string },
  ): Promise<void> {
    await transaction.insert('document_templates', [
      {
        id: template.id,
        template_key: template.templateKey,
        kind: template.kind,
        region_id: template.regionId,
        title: template.title,
        draft: template.draft && JSON.stringify(template.draft),
        revision: template.revision,
        created_at: template.createdAt,
        created_by: template.createdBy,
      },
    ]);
  }

  /** False when the paper is no longer at the revision that the change was made from. */
  async replaceDraft(
    transaction: Transaction,
    { id, revision }: { id: string; revision: number },
    title: string,
    draft: DocumentContent | null,
  ): Promise<boolean> {
    const changed = await transaction.execute(
      'UPDATE document_templates SET title = ?, draft = ?, revision = revision + 1 WHERE id = ? AND revision = ?',
      [title, draft && JSON.stringify(draft), id, revision],
    );
    return changed === 1;
  }

  /** The papers that are built in, there and held until the end of the transaction, whoever else is writing them too. */
  async holdBuiltIn(
    transaction: Transaction,
    templates: readonly { id: string; templateKey: string; kind: DocumentKind; title: string; createdAt: number }[],
  ): Promise<void> {
    const rows = templates.map(({ id, templateKey, kind, title, createdAt }) => ({
      id,
      template_key: templateKey,
      kind,
      region_id: null,
      title,
      draft: null,
      revision: 1,
      created_at: createdAt,
      created_by: null,
    }));
    await transaction.upsert('document_templates', rows, ['id'], { set: ['title'] });
  }

  /** The next version of its paper; the one before is replaced by it. */
  async insertVersion(transaction: Transaction, version: NewVersion): Promise<void> {
    await transaction.execute(
      'UPDATE document_versions SET replaced_at = ? WHERE template_id = ? AND replaced_at IS NULL',
      [version.publishedAt, version.templateId],
    );
    await transaction.insert('document_versions', [
      {
        id: version.id,
        template_id: version.templateId,
        number: version.number,
        title: version.title,
        content: version.content,
        hash: version.hash,
        published_at: version.publishedAt,
        published_by: version.publishedBy,
        replaced_at: null,
      },
    ]);
  }

  private async selectHeads(
    on: Queryable,
    { sql, parameters }: { sql: string; parameters: SqlValue[] },
  ): Promise<VersionHead[]> {
    const rows = await on.query<HeadRow>(
      `SELECT ${headColumns} ${fromVersions} WHERE ${sql} ORDER BY t.template_key, v.number DESC, v.id`,
      parameters,
    );
    return rows.map(head);
  }

  private async selectTemplates(
    on: Queryable,
    condition: string,
    parameters: readonly SqlValue[],
  ): Promise<TemplateRecord[]> {
    const rows = await on.query<Omit<TemplateRecord, 'draft'> & { draft: string | null }>(
      `${selectTemplates} WHERE ${condition} ORDER BY t.template_key, r.path, t.id`,
      parameters,
    );
    return rows.map((row) => ({
      ...row,
      draft: row.draft === null ? null : (JSON.parse(row.draft) as DocumentContent),
    }));
  }
}

function head(row: HeadRow): VersionHead {
  return {
    id: row.id,
    templateId: row.templateId,
    templateKey: row.templateKey,
    kind: row.kind,
    regionId: row.regionId,
    regionPath: row.regionPath,
    number: row.number,
    title: row.title,
    hash: row.hash,
    publishedAt: Number(row.publishedAt),
    replacedAt: numberOrNull(row.replacedAt),
  };
}
