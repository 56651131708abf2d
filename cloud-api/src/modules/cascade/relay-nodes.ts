import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import type { Queryable } from '../../common/database/index.js';
import { ChatGroupsDirectory, type GroupHolder } from '../chat-groups/index.js';
import type { RelayBelow, RelayNode, RelayPusher } from './dto/relay.dto.js';
import type { RelayRecord } from './relay-records.js';
import { isDone, isLate, relayState } from './relay.rules.js';
import { type Receipt, ReceiptRepository } from './receipt.repository.js';

/** Hops as people see them: who has to push, who signed, what lies below. */
@Injectable()
export class RelayNodes {
  constructor(
    private readonly receipts: ReceiptRepository,
    private readonly groups: ChatGroupsDirectory,
    private readonly clock: Clock,
  ) {}

  /** The nodes of some hops, in their order. `all`: every hop of their versions, by which what lies below is counted. */
  async of(on: Queryable, shown: readonly RelayRecord[], all: readonly RelayRecord[]): Promise<RelayNode[]> {
    const now = this.clock.now();
    const holders = await this.groups.pushersOf(
      on,
      shown.map(({ groupId }) => groupId),
      now,
    );
    const receipts = await this.receipts.of(
      on,
      shown.map(({ id }) => id),
    );
    const below = countBelow(all, new Set(shown.map(({ id }) => id)), now);
    return shown.map((relay) => ({
      ...toNode(relay, now),
      pushers: pushersOf(
        holders.filter(({ groupId }) => groupId === relay.groupId),
        receipts.filter(({ relayId }) => relayId === relay.id),
      ),
      below: below.get(relay.id) ?? { total: 0, done: 0, late: 0 },
    }));
  }
}

function toNode(relay: RelayRecord, now: number): Omit<RelayNode, 'pushers' | 'below'> {
  const { id, groupId, groupName, placeName, level, bound, openers, reportedSize } = relay;
  const { openedAt, dueAt, chainDueAt, signedAt, pushedAt, provedAt, attestedAt, skippedAt } = relay;
  return {
    id,
    groupId,
    groupName,
    placeName,
    level,
    state: relayState(relay),
    late: isLate(relay, now),
    bound,
    openedAt,
    dueAt,
    chainDueAt,
    signedAt,
    pushedAt,
    provedAt,
    attestedAt,
    skippedAt,
    openers,
    reportedSize,
  };
}

/** Those who are pushers now, with their 签收; and those who signed while they were. */
export function pushersOf(holders: readonly GroupHolder[], receipts: readonly Receipt[]): RelayPusher[] {
  const byPerson = new Map(receipts.map((receipt) => [receipt.personId, receipt]));
  const inTheirPlace = new Map(receipts.flatMap((receipt) => (receipt.absentId ? [[receipt.absentId, receipt]] : [])));
  const now = holders.map(({ personId, name, label, deputies }) => {
    const receipt = byPerson.get(personId) ?? inTheirPlace.get(personId);
    const deputy = receipt && receipt.personId !== personId ? receipt.name : (deputies[0]?.name ?? null);
    return { personId, name, label, signedAt: receipt?.signedAt ?? null, deputyName: deputy };
  });
  const known = new Set(
    holders.flatMap(({ personId, deputies }) => [personId, ...deputies.map((one) => one.personId)]),
  );
  const former = receipts
    .filter(({ personId, absentId }) => !known.has(personId) && (absentId === null || !known.has(absentId)))
    .map(({ personId, name, signedAt }) => ({ personId, name, label: '时任', signedAt, deputyName: null }));
  return [...now, ...former];
}

function countBelow(all: readonly RelayRecord[], uppers: ReadonlySet<string>, now: number): Map<string, RelayBelow> {
  const below = new Map<string, RelayBelow>();
  for (const relay of all) {
    if (relay.upperId === null || !uppers.has(relay.upperId)) continue;
    const count = below.get(relay.upperId) ?? { total: 0, done: 0, late: 0 };
    below.set(relay.upperId, {
      total: count.total + 1,
      done: count.done + Number(isDone(relay)),
      late: count.late + Number(isLate(relay, now)),
    });
  }
  return below;
}
