import { Injectable } from '@nestjs/common';
import { timeOfDay } from '../../common/clock/index.js';
import type { Transaction } from '../../common/database/index.js';
import { ChatGroupsDirectory, type GroupHolder } from '../chat-groups/index.js';
import { type Notice, NotificationTarget, Notifier } from '../notifications/index.js';
import { Severity } from '../plans/index.js';
import type { DirectiveRecord } from './directive-records.js';
import { kindWords, severityWords } from './words.js';

/** A hop, as somebody is told of it. */
export interface ToldRelay {
  id: string;
  groupId: string;
  groupName: string;
  dueAt: number | null;
  severity: Severity;
  kind: string;
  title: string;
}

interface Told extends ToldRelay {
  receivers: readonly string[];
}

/** What the people of a cascade are told, each occasion once. */
@Injectable()
export class CascadeNotices {
  constructor(
    private readonly groups: ChatGroupsDirectory,
    private readonly notifier: Notifier,
  ) {}

  /** A hop's clock has begun: its pushers are asked to sign and push. */
  async opened(transaction: Transaction, relays: readonly ToldRelay[], now: number, notBefore: number): Promise<void> {
    const pushers = await this.pushers(transaction, relays, now);
    await this.tell(transaction, toldTo(relays, pushers), notBefore, (relay) => ({
      kind: 'relay_due',
      title: `${severityWords[relay.severity]}${kindWords[relay.kind]}待签收`,
      body: `请签收《${relay.title}》，并推送到“${relay.groupName}”${untilWords(relay.dueAt)}。`,
      occasion: `due:${relay.id}`,
    }));
  }

  async late(transaction: Transaction, relays: readonly (Told & { step: number })[], notBefore: number): Promise<void> {
    await this.tell(transaction, relays, notBefore, (relay) => ({
      kind: 'relay_late',
      title: `“${relay.groupName}”还没有推送`,
      body: `《${relay.title}》${lateWords(relay)}，请催办或打电话。`,
      occasion: `late:${relay.id}:${relay.step}`,
    }));
  }

  /** Reminds pushers who have not pushed yet, or have not signed. */
  async reminded(
    transaction: Transaction,
    relays: readonly (Told & { occasion: string })[],
    notBefore: number,
  ): Promise<void> {
    await this.tell(transaction, relays, notBefore, (relay) => ({
      kind: 'relay_urged',
      title: `请马上签收并推送到“${relay.groupName}”`,
      body: `《${relay.title}》${lateWords(relay)}。`,
      occasion: relay.occasion,
    }));
  }

  /** Somebody says it was pushed and nothing proves it: supervisors are asked whether they saw it. */
  async unproved(
    transaction: Transaction,
    relays: readonly ToldRelay[],
    now: number,
    notBefore: number,
  ): Promise<void> {
    const groupIds = relays.map(({ groupId }) => groupId);
    const supervisors = await this.groups.supervisorsOf(transaction, groupIds, now);
    await this.tell(transaction, toldTo(relays, supervisors), notBefore, (relay) => ({
      kind: 'relay_attest',
      title: `您在“${relay.groupName}”看到了吗？`,
      body: `《${relay.title}》说已经推送，还没有证实。看到了请点一下。`,
      occasion: `attest:${relay.id}`,
    }));
  }

  /** Those who were asked to push it already are told that it is over, or that another version follows. */
  async closed(
    transaction: Transaction,
    relays: readonly ToldRelay[],
    { now, notBefore }: { now: number; notBefore: number },
    end: 'amended' | 'recalled',
    reason: string,
  ): Promise<void> {
    // Whoever is still to hear that they should push it would hear it after the recall.
    const ids = relays.map(({ id }) => id);
    await this.notifier.withdraw(transaction, ids);
    const pushers = await this.pushers(transaction, relays, now);
    await this.tell(transaction, toldTo(relays, pushers), notBefore, (relay) => ({
      kind: end,
      title: end === 'recalled' ? `《${relay.title}》已撤回` : `《${relay.title}》已更正`,
      body: `${end === 'recalled' ? '请在群里说明，不要再推' : '请推送新的一版'}。原因：${reason}`.slice(0, 200),
      occasion: `${end}:${relay.id}`,
    }));
  }

  async approval(transaction: Transaction, directive: DirectiveRecord, approvers: readonly string[]): Promise<void> {
    const { draft, requestedByName } = directive;
    const notices = approvers.map((personId) => ({
      personId,
      kind: 'approval',
      title: `${severityWords[draft.severity]}${kindWords[draft.kind]}等您审批`,
      body: `${requestedByName ?? directive.createdByName}报来《${draft.content.title}》，您同意后立即发出。`,
      target: { kind: NotificationTarget.Directive, id: directive.id },
      pressing: draft.severity === Severity.Critical,
      occasion: `approval:${directive.id}:${directive.revision}`,
    }));
    await this.notifier.tell(transaction, notices);
  }

  async returned(
    transaction: Transaction,
    directive: DirectiveRecord,
    personId: string,
    reason: string,
  ): Promise<void> {
    const notice = {
      personId,
      kind: 'approval',
      title: `《${directive.draft.content.title}》退回修改`.slice(0, 60),
      body: `原因：${reason}`.slice(0, 200),
      target: { kind: NotificationTarget.Directive, id: directive.id },
      pressing: directive.draft.severity === Severity.Critical,
      occasion: `returned:${directive.id}:${directive.revision}`,
    };
    await this.notifier.tell(transaction, [notice]);
  }

  private pushers(transaction: Transaction, relays: readonly ToldRelay[], now: number): Promise<GroupHolder[]> {
    return this.groups.pushersOf(
      transaction,
      relays.map(({ groupId }) => groupId),
      now,
    );
  }

  private async tell<Relay extends Told>(
    transaction: Transaction,
    relays: readonly Relay[],
    notBefore: number,
    words: (relay: Relay) => Pick<Notice, 'kind' | 'title' | 'body' | 'occasion'>,
  ): Promise<void> {
    const notices = relays.flatMap((relay) =>
      relay.receivers.map((personId) => ({ ...this.about(relay, notBefore), personId, ...words(relay) })),
    );
    await this.notifier.tell(transaction, notices);
  }

  private about({ id, severity }: ToldRelay, notBefore: number) {
    const target = { kind: NotificationTarget.Relay, id };
    return { target, pressing: severity === Severity.Critical, notBefore };
  }
}

/** The relays with those who hold their groups, each of whom is told once. */
function toldTo(relays: readonly ToldRelay[], holders: readonly GroupHolder[]): Told[] {
  const byGroup = new Map<string, string[]>();
  for (const holder of holders) {
    byGroup.set(holder.groupId, [...(byGroup.get(holder.groupId) ?? []), ...reachable(holder)]);
  }
  return relays.map((relay) => ({ ...relay, receivers: [...new Set(byGroup.get(relay.groupId) ?? [])] }));
}

/** Whoever is away is told as well: they come back. */
export function reachable({ personId, deputies }: GroupHolder): string[] {
  return [personId, ...deputies.map((deputy) => deputy.personId)];
}

function untilWords(dueAt: number | null): string {
  return dueAt === null ? '' : `，${timeOfDay(dueAt)}前办好`;
}

function lateWords({ dueAt }: ToldRelay): string {
  return dueAt === null ? '还没有推送' : `应在${timeOfDay(dueAt)}前推送`;
}
