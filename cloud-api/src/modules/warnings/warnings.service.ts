import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import type { FeedWarning, WarningCard, WarningFeed, WarningQuery, WarningReading } from './dto/warning.dto.js';
import { FeedRepository } from './feed.repository.js';
import type { FeedEntry, Reader, WarningRecord, WarningVersion } from './warning-records.js';
import { hasOpened, toCard, toFeedWarning } from './warning.mapper.js';
import { isShown } from './warning.rules.js';
import { readingAfter } from './reading.rules.js';
import { WarningReaders } from './warning-readers.js';
import { WarningRepository } from './warning.repository.js';
import { WarningVersions } from './warning-versions.js';

const warningsPerPage = 20;
/** Beyond so many nobody counts what they have not opened. */
const mostUnopened = 30;

/** Warnings as people read them. */
@Injectable()
export class WarningsService {
  constructor(
    private readonly warnings: WarningRepository,
    private readonly entries: FeedRepository,
    private readonly versions: WarningVersions,
    private readonly readers: WarningReaders,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async feed(actor: Actor, { after, limit = warningsPerPage }: WarningQuery): Promise<WarningFeed> {
    const reader = await this.readers.of(actor);
    const newest = await this.shown(reader, null, Math.max(mostUnopened, limit + 1));
    const found = after === undefined ? newest : await this.shown(reader, after, limit + 1);
    const page = found.slice(0, limit);
    return {
      items: page.map(({ version, entry }) => toFeedWarning(version, entry, reader, entry.reading)),
      next: found.length > limit ? page.at(-1)!.entry.versionId : null,
      unopened: newest.slice(0, mostUnopened).filter(isUnopened).length,
    };
  }

  async one(actor: Actor, directiveId: string): Promise<FeedWarning> {
    const { warning, reader } = await this.require(actor, directiveId);
    return this.asRead(actor, warning, reader);
  }

  /** Opened, at the least. */
  async read(actor: Actor, directiveId: string, what: WarningReading): Promise<FeedWarning> {
    const { warning, reader } = await this.require(actor, directiveId);
    const now = this.clock.now();
    await this.database.transaction(async (transaction) => {
      await this.warnings.holdPerson(transaction, actor.personId);
      const before = await this.warnings.reading(transaction, actor.personId, directiveId);
      const { reading, told } = readingAfter(before, what, warning.publishedAt, now);
      if (told.length === 0) return;
      await this.warnings.keepReading(transaction, actor.personId, directiveId, reading);
      transaction.record({
        type: 'warning.read',
        actorId: actor.personId,
        subject: { kind: 'directive', id: directiveId },
        facts: { versionId: warning.id, what: told },
      });
    });
    return this.asRead(actor, warning, reader);
  }

  /** Opened by anybody, from a chat. */
  async card(relayId: string): Promise<WarningCard> {
    const found = await this.warnings.ofCard(this.database, relayId);
    if (!found) throw Problem.notFound();
    return toCard(found.warning, found.newer, this.clock.now());
  }

  /** The warning as it stands today, when it came to the actor or lies in what they oversee; a 404 otherwise. */
  async require(actor: Actor, directiveId: string): Promise<{ warning: WarningRecord; reader: Reader }> {
    const warning = await this.warnings.current(this.database, directiveId);
    if (!warning) throw Problem.notFound();
    const reader = await this.readers.of(actor);
    const isOverseen = actor.canAt(Permission.CascadeRead, warning.region.path);
    if (!isOverseen && !(await this.reaches(reader, warning))) throw Problem.notFound();
    return { warning, reader };
  }

  private async reaches(reader: Reader, warning: WarningRecord): Promise<boolean> {
    const way = await this.warnings.wayTo(this.database, reader, warning.id);
    return way !== null && isShown({ ...warning, isCurrent: true, byPart: way === 'part' }, reader, this.clock.now());
  }

  private async asRead(actor: Actor, warning: WarningRecord, reader: Reader): Promise<FeedWarning> {
    const reading = await this.warnings.reading(this.database, actor.personId, warning.directiveId);
    return toFeedWarning(warning, warning, reader, reading);
  }

  /** The newest that are shown to the reader; fewer than wanted only when there are no more. */
  private async shown(reader: Reader, before: string | null, wanted: number): Promise<Shown[]> {
    const shown: Shown[] = [];
    // Some are for others; mostly one reading is enough.
    const batch = 2 * wanted;
    for (let place = before, isMore = true; isMore && shown.length < wanted;) {
      const entries = await this.entries.entries(this.database, reader, place, batch);
      shown.push(...(await this.shownOf(reader, entries)));
      isMore = entries.length === batch;
      place = entries.at(-1)?.versionId ?? null;
    }
    return shown.slice(0, wanted);
  }

  private async shownOf(reader: Reader, entries: readonly FeedEntry[]): Promise<Shown[]> {
    const now = this.clock.now();
    const versions = await this.versions.of(
      this.database,
      entries.map(({ versionId }) => versionId),
    );
    return entries
      .map((entry) => ({ entry, version: versions.get(entry.versionId)! }))
      .filter(({ entry: { isCurrent, recalledAt, byPart }, version: { kind, audiences } }) =>
        isShown({ kind, audiences, isCurrent, recalledAt, byPart }, reader, now),
      );
  }
}

interface Shown {
  entry: FeedEntry;
  version: WarningVersion;
}

function isUnopened({ entry, version }: Shown): boolean {
  return entry.recalledAt === null && !hasOpened(version, entry.reading);
}
