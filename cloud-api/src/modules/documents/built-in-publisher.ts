import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { v5 as uuid5 } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { loadPapers } from './built-in-papers.js';
import { DocumentRepository } from './document.repository.js';
import { kindOfTemplate, sealed } from './document.rules.js';

/** Ids follow from what they name, so that processes that start together write the same rows. */
const namespace = '6f0f3a52-5d0b-4c0e-9a53-0d5c1b6e7a94';

interface BuiltIn {
  id: string;
  templateId: string;
  templateKey: string;
  title: string;
  text: string;
  hash: string;
}

/** Publishes the papers that come with the program, once each. A text that was published before is never published again. */
@Injectable()
export class BuiltInPublisher implements OnApplicationBootstrap {
  private readonly papers = [...loadPapers()].map(([templateKey, content]): BuiltIn => {
    const { text, hash } = sealed(content);
    const templateId = uuid5(templateKey, namespace);
    return { id: uuid5(hash, templateId), templateId, templateKey, title: content.title, text, hash };
  });

  constructor(
    private readonly documents: DocumentRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.publishNew();
  }

  /** Publishes what the database does not have yet. */
  async publishNew(): Promise<void> {
    if ((await this.missing(this.database)).length === 0) return;
    await this.database.transaction((transaction) => this.publishMissing(transaction));
  }

  private async publishMissing(transaction: Transaction): Promise<void> {
    const publishedAt = this.clock.now();
    await this.documents.holdBuiltIn(
      transaction,
      this.papers.map(({ templateId, templateKey, title }) => ({
        id: templateId,
        templateKey,
        kind: kindOfTemplate(templateKey),
        title,
        createdAt: publishedAt,
      })),
    );
    // Another process may have been first: under the lock it is seen.
    for (const paper of await this.missing(transaction)) await this.publish(transaction, paper, publishedAt);
  }

  private async publish(transaction: Transaction, paper: BuiltIn, publishedAt: number): Promise<void> {
    const { id, templateId, templateKey, title, text, hash } = paper;
    const [newest] = await this.documents.versionsOf(transaction, [templateId]);
    const number = (newest?.number ?? 0) + 1;
    const version = { id, templateId, number, title, content: text, hash, publishedAt, publishedBy: null };
    await this.documents.insertVersion(transaction, version);
    transaction.record({
      type: 'document.published',
      actorId: null,
      subject: { kind: 'document_version', id },
      facts: { templateKey, templateId, regionId: null, number, hash },
    });
  }

  private async missing(on: Queryable): Promise<BuiltIn[]> {
    const ids = this.papers.map(({ id }) => id);
    const published = await this.documents.heads(on, ids);
    return this.papers.filter(({ id }) => !published.some((version) => version.id === id));
  }
}
