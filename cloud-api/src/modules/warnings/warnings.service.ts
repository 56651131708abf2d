import { Injectable } from '@nestjs/common';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import type { FeedWarning, WarningCard, WarningFeed, WarningQuery, WarningReading } from './dto/warning.dto.js';
import type { Candidate, Reader, WarningRecord } from './warning-records.js';
import { hasOpened, toCard, toFeedWarning } from './warning.mapper.js';
import { isShown } from './warning.rules.js';
import { readingAfter } from './reading.rules.js';
import { WarningReaders } from './warning-readers.js';
import { WarningRepository } from './warning.repository.js';

const warningsPerPage = 20;
/** Beyond so many nobody counts what they have not opened. */
const mostUnopened = 50;

/** Warnings as people read them. */
@Injectable()
export class WarningsService {
  constructor(
    private readonly warnings: WarningRepository,
    private readonly readers: WarningReaders,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async feed(actor: Actor, { after, limit = warningsPerPage }: WarningQuery): Promise<WarningFeed> {
    const reader = await this.readers.of(actor);
    const newest = await this.shown(reader, null, Math.max(mostUnopened, limit + 1));
    const found = after === undefined ? newest : await this.shown(reader, after, limit + 1);
    const page = found.slice(0, limit);
    const [versions, readings] = await Promise.all([
      this.warnings.versions(
        this.database,
        page.map(({ versionId }) => versionId),
      ),
      this.warnings.readings(
        this.database,
        actor.personId,
        [...newest, ...page].map(({ directiveId }) => directiveId),
      ),
    ]);
    return {
      items: page.map(({ versionId, directiveId }) =>
        toFeedWarning(versions.get(versionId)!, reader, readings.get(directiveId)),
      ),
      next: found.length > limit ? page.at(-1)!.versionId : null,
      unopened: newest
        .slice(0, mostUnopened)
        .filter((one) => one.recalledAt === null && !hasOpened(one, readings.get(one.directiveId))).length,
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
      const before = (await this.warnings.readings(transaction, actor.personId, [directiveId])).get(directiveId);
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
    const part = await this.warnings.wayTo(this.database, reader, warning.id);
    return part !== null && isShown({ ...warning, isCurrent: true, byPart: part === 1 }, reader, this.clock.now());
  }

  private async asRead(actor: Actor, warning: WarningRecord, reader: Reader): Promise<FeedWarning> {
    const readings = await this.warnings.readings(this.database, actor.personId, [warning.directiveId]);
    return toFeedWarning(warning, reader, readings.get(warning.directiveId));
  }

  /** The newest that are shown to the reader; fewer than wanted only when there are no more. */
  private async shown(reader: Reader, before: string | null, wanted: number): Promise<Candidate[]> {
    const now = this.clock.now();
    const shown: Candidate[] = [];
    for (let place = before, isMore = true; isMore && shown.length < wanted;) {
      const batch = await this.warnings.candidates(this.database, reader, place, wanted);
      shown.push(...batch.filter((one) => isShown(one, reader, now)));
      isMore = batch.length === wanted;
      place = batch.at(-1)?.versionId ?? null;
    }
    return shown.slice(0, wanted);
  }
}
