import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../common/database/index.js';
import { ChatGroupsDirectory, type PushedGroup } from '../chat-groups/index.js';
import type { CommandHandler, CommandOutcome, ReceivedCommand } from '../sync/index.js';
import { RelayPushPayload, RelaySignPayload } from './dto/relay.dto.js';
import { HopOpener } from './hop-opener.js';
import type { WorkedRelay } from './relay-records.js';
import { ReceiptRepository } from './receipt.repository.js';
import { RelayRepository } from './relay.repository.js';

type RelayCommand = ReceivedCommand<RelaySignPayload | RelayPushPayload>;

/** A hop with the person's part in its group at this moment. */
interface OwnRelay {
  relay: WorkedRelay;
  part: PushedGroup;
}

const stored: CommandOutcome = { result: 'stored', recordVersion: 1 };

/** A push is a claim; so long it is left to be proved before supervisors are asked whether they saw it. */
const proofGraceMs = 10 * 60_000;

/**
 * 签收 and push, as phones send them, also long after they were without a network: the server's time of arrival counts,
 * the phone's is kept beside it. Whoever signed a directive before hearing of its recall did sign it.
 */
@Injectable()
export class RelayCommands {
  constructor(
    private readonly relays: RelayRepository,
    private readonly receipts: ReceiptRepository,
    private readonly groups: ChatGroupsDirectory,
    private readonly hops: HopOpener,
  ) {}

  handlers(): CommandHandler[] {
    const sign: CommandHandler<RelaySignPayload> = {
      kind: 'relay.sign',
      payload: RelaySignPayload,
      apply: (transaction, commands) => this.each(transaction, commands, this.sign),
    };
    const push: CommandHandler<RelayPushPayload> = {
      kind: 'relay.push',
      payload: RelayPushPayload,
      apply: (transaction, commands) => this.each(transaction, commands, this.push),
    };
    return [sign, push];
  }

  private async each(
    transaction: Transaction,
    commands: readonly RelayCommand[],
    carryOut: (transaction: Transaction, command: RelayCommand, own: OwnRelay) => Promise<CommandOutcome>,
  ): Promise<CommandOutcome[]> {
    const ids = commands.map(({ payload }) => payload.relayId);
    await this.relays.hold(transaction, ids);
    const relays = await this.relays.worked(transaction, ids);
    const parts = await this.partsOf(transaction, commands);
    const outcomes: CommandOutcome[] = [];
    for (const command of commands) {
      const relay = relays.get(command.payload.relayId);
      const part = parts.get(command.author.personId)?.find(({ groupId }) => groupId === relay?.groupId);
      if (!relay || !part) outcomes.push(refused('own_relay'));
      else if (relay.openedAt === null) outcomes.push(refused('not_open_yet'));
      else outcomes.push(await carryOut(transaction, command, { relay, part }));
    }
    return outcomes;
  }

  private async partsOf(
    transaction: Transaction,
    commands: readonly RelayCommand[],
  ): Promise<Map<string, PushedGroup[]>> {
    const parts = new Map<string, PushedGroup[]>();
    for (const { author, receivedAt } of commands) {
      if (parts.has(author.personId)) continue;
      parts.set(author.personId, await this.groups.groupsOfPusher(transaction, author.personId, receivedAt));
    }
    return parts;
  }

  private sign = async (
    transaction: Transaction,
    { author, receivedAt, clockOffset, happenedAt }: RelayCommand,
    { relay, part }: OwnRelay,
  ): Promise<CommandOutcome> => {
    const receipts = await this.receipts.of(transaction, [relay.id]);
    if (receipts.some(({ personId }) => personId === author.personId)) return stored;
    await this.receipts.add(transaction, {
      relay_id: relay.id,
      person_id: author.personId,
      absent_id: part.absentId,
      version_hash: relay.versionHash,
      signed_at: receivedAt,
      device_at: happenedAt + clockOffset,
    });
    await this.relays.sign(transaction, relay.id, author.personId, receivedAt);
    transaction.record({
      ...about('relay.signed', author.personId, relay),
      facts: { versionId: relay.versionId, hash: relay.versionHash, insteadOf: part.absentId },
    });
    return stored;
  };

  private push = async (
    transaction: Transaction,
    { id, author, receivedAt, clockOffset, happenedAt }: RelayCommand,
    { relay, part }: OwnRelay,
  ): Promise<CommandOutcome> => {
    const receipts = await this.receipts.of(transaction, [relay.id]);
    if (!receipts.some(({ personId }) => personId === author.personId)) return refused('signed_first');
    await this.receipts.addPush(transaction, {
      id,
      relay_id: relay.id,
      person_id: author.personId,
      pushed_at: receivedAt,
      device_at: happenedAt + clockOffset,
    });
    const isFirst = await this.relays.push(
      transaction,
      relay.id,
      author.personId,
      receivedAt,
      receivedAt + proofGraceMs,
    );
    transaction.record({
      ...about('relay.pushed', author.personId, relay),
      facts: { versionId: relay.versionId, first: isFirst, insteadOf: part.absentId },
    });
    if (isFirst) await this.hops.openBelow(transaction, [relay.id], receivedAt);
    return stored;
  };
}

function about(type: string, actorId: string, { id, regionId }: WorkedRelay) {
  return { type, actorId, subject: { kind: 'relay', id }, regionId };
}

function refused(rule: string): CommandOutcome {
  return { result: 'invalid', errors: [{ field: 'payload.relayId', rule }] };
}
