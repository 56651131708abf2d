import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { ChatGroupsDirectory } from '../chat-groups/index.js';
import { ContactsService } from '../people/index.js';
import { type RegionRecord, RegionsService } from '../regions/index.js';
import type { VersionRecord } from './directive-records.js';
import { DirectiveRepository } from './directive.repository.js';
import { type MyRelay, MyPart, type MyRelays } from './dto/relay.dto.js';
import { RelayNodes } from './relay-nodes.js';
import type { WorkedRelay } from './relay-records.js';
import { waitsForProof } from './relay.rules.js';
import { type Receipt, ReceiptRepository } from './receipt.repository.js';
import { RelayRepository } from './relay.repository.js';
import { issuerName } from './words.js';
import { askedForMs } from './version-ids.js';

const relaysShown = 50;

/** What waits for somebody's 签收 and push, and what became of it. */
@Injectable()
export class MyRelaysService {
  constructor(
    private readonly relays: RelayRepository,
    private readonly receipts: ReceiptRepository,
    private readonly directives: DirectiveRepository,
    private readonly groups: ChatGroupsDirectory,
    private readonly nodes: RelayNodes,
    private readonly regions: RegionsService,
    private readonly contacts: ContactsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Without `done` only what still wants something of the actor; the most urgent first. */
  async list(actor: Actor, done: boolean): Promise<MyRelays> {
    const now = this.clock.now();
    const own = new Map(
      (await this.groups.groupsOfPusher(this.database, actor.personId, now)).map((part) => [
        part.groupId,
        part.absentId,
      ]),
    );
    const relays = done
      ? await this.relays.latestOfGroups(this.database, [...own.keys()], relaysShown)
      : await this.relays.openOfGroups(this.database, [...own.keys()], now - askedForMs);
    const receipts = await this.receiptsOf(actor, relays);
    const shown = done
      ? relays
      : relays
          .filter((relay) => wantsSomething(relay, receipts.get(relay.id), own.get(relay.groupId) ?? null))
          .sort(byUrgency);
    return { items: await this.describe(shown.slice(0, relaysShown), own, receipts), asOf: now };
  }

  private async receiptsOf({ personId }: Actor, relays: readonly WorkedRelay[]): Promise<Map<string, Receipt>> {
    const receipts = await this.receipts.of(
      this.database,
      relays.map(({ id }) => id),
    );
    return new Map(
      receipts.filter((receipt) => receipt.personId === personId).map((receipt) => [receipt.relayId, receipt]),
    );
  }

  private async describe(
    relays: readonly WorkedRelay[],
    own: ReadonlyMap<string, string | null>,
    receipts: ReadonlyMap<string, Receipt>,
  ): Promise<MyRelay[]> {
    const records = await this.relays.byIds(
      this.database,
      relays.map(({ id }) => id),
    );
    const nodes = new Map((await this.nodes.of(this.database, records, [])).map((node) => [node.id, node]));
    const versions = await this.directives.versionsByIds(
      this.database,
      relays.map(({ versionId }) => versionId),
    );
    const issuers = await this.regions.byIds(
      this.database,
      relays.map(({ directiveRegionId }) => directiveRegionId),
    );
    const absent = [...own.values()].flatMap((id) => id ?? []);
    const names = await this.contacts.namesOf(this.database, absent);
    return relays.map((relay) => {
      const absentId = own.get(relay.groupId) ?? null;
      return {
        relay: nodes.get(relay.id)!,
        ...contentOf(versions.get(relay.versionId)!),
        directiveId: relay.directiveId,
        issuer: issuerOf(issuers.get(relay.directiveRegionId)),
        part: absentId === null ? MyPart.Pusher : MyPart.Deputy,
        insteadOf: absentId === null ? null : (names.get(absentId) ?? null),
        iSignedAt: receipts.get(relay.id)?.signedAt ?? null,
      };
    });
  }
}

function issuerOf(region: RegionRecord | undefined): string {
  return region ? issuerName(region.level, region.name) : '';
}

function contentOf({ number, kind, severity, content, publishedAt, hash }: VersionRecord) {
  const { title, body, fraudType, photoIds, clip } = content;
  return { number, kind, severity, title, body, fraudType, photoIds, hasClip: clip !== null, publishedAt, hash };
}

/** My 签收, the push of any of us, or the proof of it; of a deputy only what was not pushed while they stand in. */
function wantsSomething(relay: WorkedRelay, receipt: Receipt | undefined, absentId: string | null): boolean {
  const isOver = relay.provedAt !== null || relay.attestedAt !== null;
  if (absentId !== null && receipt === undefined) return !isOver && relay.pushedAt === null;
  return receipt === undefined || (!isOver && (relay.pushedAt === null || waitsForProof(relay)));
}

const urgency = { critical: 0, urgent: 1, normal: 2 };

function byUrgency(a: WorkedRelay, b: WorkedRelay): number {
  return urgency[a.severity] - urgency[b.severity] || (a.dueAt ?? 0) - (b.dueAt ?? 0);
}
