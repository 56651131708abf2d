import { v7 as uuid7 } from 'uuid';
import { type Actor, Role } from '../src/common/auth/index.js';
import type { RegionRecord } from '../src/modules/regions/index.js';
import type { Chance } from './chance.js';
import type { DemoDirective, DemoText } from './directive-texts.js';
import { type Appointment, keepAll, phoneCommand } from './outings.js';
import type { DemoServices } from './services.js';
import type { Settled } from './settle.js';
import type { DemoWechat } from './wechat.js';

/** A group's part of a directive that was published. */
export interface Hop {
  id: string;
  groupId: string;
  upperId: string | null;
  level: number;
  regionId: number;
  isBound: boolean;
  /** Whoever acts as pusher on that day, first the one who pushes. */
  pushers: Actor[];
}

const Conduct = { Prompt: 'prompt', Late: 'late', Unproved: 'unproved', Never: 'never' } as const;
type Conduct = (typeof Conduct)[keyof typeof Conduct];

export interface Round {
  directiveId: string;
  publishedAt: number;
  hopMs: number;
  hops: Hop[];
}

const minuteMs = 60_000;
/** Nobody who is prompt takes longer, however long the plan allows. */
const promptMs = 100 * minuteMs;
const approvalMinutes = 6;
const escalationsOfRound = [0.6, 1.1, 1.6, 2.6, 3.6, 4.6, 5.6];
/** Its 片警 are among the first whom one meets on signing in. */
const stuckVillage = 1;

/** Directives as they went down the groups of a campaign: signed for, pushed, opened in the group, or not. */
export class DirectiveRounds {
  private readonly office: Actor;
  private readonly leader: Actor;
  private readonly stuckAt: RegionRecord;

  constructor(
    private readonly services: DemoServices,
    private readonly settled: Settled,
    private readonly wechat: DemoWechat,
    private readonly chance: Chance,
  ) {
    const { region, townships, roster } = settled;
    this.office = roster.at(Role.TownshipOffice, region).actor;
    this.stuckAt = townships[0]!.villages[stuckVillage]!.groups.at(-1)!;
    this.leader = roster.at(Role.TownshipLeader, region).actor;
  }

  /** Written, published and, unless it stops at `lastLevel`, carried to the last groups. */
  async run(directive: DemoDirective, lastLevel = directive.deepestLevel): Promise<Round> {
    const round = await this.publish(directive);
    const appointments = this.conductAll(round, directive, lastLevel);
    for (const hops of escalationsOfRound) {
      const at = round.publishedAt + hops * round.hopMs;
      appointments.push({ at, keep: async () => void (await this.services.escalations.runOnce()) });
    }
    await keepAll(
      this.services.calendar,
      appointments.filter(({ at }) => at < this.services.calendar.now()),
    );
    return round;
  }

  /** Written, and handed to the second person who has to look. */
  async submit(text: DemoText): Promise<string> {
    const { calendar, directives, publications } = this.services;
    const { kind, severity, content, deepestLevel, daysAgo, minuteOfDay } = text;
    const id = uuid7({ msecs: calendar.instant(daysAgo, minuteOfDay) });
    await calendar.at(calendar.instant(daysAgo, minuteOfDay), async () => {
      const { revision } = await directives.draft(this.office, {
        ...{ id, kind, severity, content },
        planId: this.settled.plan.id,
        regionId: this.settled.region.id,
        targets: { chains: [], regionIds: [], audiences: [], deepestLevel },
      });
      await publications.publish(this.office, id, revision);
    });
    return id;
  }

  async recall({ directiveId, publishedAt, hopMs }: Round, reason: string): Promise<void> {
    const { calendar, publications } = this.services;
    await calendar.at(publishedAt + hopMs, () => publications.recall(this.office, directiveId, reason));
  }

  private async publish(directive: DemoDirective): Promise<Round> {
    const { calendar, directives, publications } = this.services;
    const directiveId = await this.submit(directive);
    const publishedAt = calendar.instant(directive.daysAgo, directive.minuteOfDay + approvalMinutes);
    await calendar.at(publishedAt, async () => {
      const { revision } = await directives.one(this.leader, directiveId);
      await publications.approve(this.leader, directiveId, revision);
    });
    const hopMs = this.settled.plan.document.cascade!.serviceMinutes[directive.severity] * minuteMs;
    return { directiveId, publishedAt, hopMs, hops: await this.hopsOf(directiveId, publishedAt) };
  }

  /** Those above come first. */
  private async hopsOf(directiveId: string, at: number): Promise<Hop[]> {
    const { database, directory } = this.services;
    const rows = await database.query<Omit<Hop, 'pushers' | 'isBound'> & { opengid: string | null }>(
      `SELECT r.id, r.group_id AS groupId, r.upper_id AS upperId, r.level, g.region_id AS regionId, g.opengid
         FROM relays r JOIN directives d ON d.current_version_id = r.version_id JOIN chat_groups g ON g.id = r.group_id
        WHERE d.id = ? ORDER BY r.level, g.region_id, g.id`,
      [directiveId],
    );
    const ids = rows.map(({ groupId }) => groupId);
    const holders = await directory.pushersOf(database, ids, at);
    return rows.map(({ opengid, ...row }) => ({
      ...row,
      isBound: opengid !== null,
      pushers: holders
        .filter(({ groupId }) => groupId === row.groupId)
        .map(({ personId, deputies }) => this.settled.roster.person(deputies[0]?.personId ?? personId).actor),
    }));
  }

  private conductAll({ hops, publishedAt, hopMs }: Round, directive: DemoDirective, lastLevel: number): Appointment[] {
    const pushedAt = new Map<string, number>();
    return hops.flatMap((hop) => {
      const openedAt = hop.upperId === null ? publishedAt : pushedAt.get(hop.upperId);
      const conduct = this.conductOf(hop, directive);
      if (openedAt === undefined || hop.level > lastLevel || conduct === Conduct.Never) return [];
      const [signAt, pushAt] = this.timesOf(conduct, openedAt, hopMs);
      pushedAt.set(hop.id, pushAt);
      return [...this.carrying(hop, signAt, pushAt), ...this.openings(hop, conduct, pushAt)];
    });
  }

  /** The upper two levels carry everything on at once. */
  private conductOf({ level, pushers, regionId }: Hop, { diligence }: DemoDirective): Conduct {
    if (pushers.length === 0) return Conduct.Never;
    if (diligence.isStuck && regionId === this.stuckAt.id) return Conduct.Never;
    const drawn = this.chance.next();
    if (level < 2) return Conduct.Prompt;
    const { never, late, unproved } = diligence;
    if (drawn < never) return Conduct.Never;
    if (drawn < never + late) return Conduct.Late;
    return drawn < never + late + unproved ? Conduct.Unproved : Conduct.Prompt;
  }

  private timesOf(conduct: Conduct, openedAt: number, hopMs: number): [signAt: number, pushAt: number] {
    const { chance } = this;
    if (conduct === Conduct.Late) {
      const signAt = openedAt + hopMs * (0.7 + 0.5 * chance.next());
      return [signAt, openedAt + hopMs * (1.3 + 0.9 * chance.next())];
    }
    const longest = Math.min(hopMs, promptMs);
    const signAt = openedAt + longest * (0.05 + 0.25 * chance.next());
    return [signAt, signAt + longest * (0.03 + 0.3 * chance.next())];
  }

  /** All who push there sign; one of them pushes. At the end of the chain the phone finds a network for both at once. */
  private carrying({ id, level, pushers }: Hop, signAt: number, pushAt: number): Appointment[] {
    const [first, ...others] = pushers;
    const sign = (actor: Actor, at: number) => ({ at, keep: () => this.send(actor, id, ['relay.sign']) });
    const later = others.map((actor) => sign(actor, pushAt + minuteMs));
    if (level === 3) return [{ at: pushAt, keep: () => this.send(first!, id, ['relay.sign', 'relay.push']) }, ...later];
    return [sign(first!, signAt), { at: pushAt, keep: () => this.send(first!, id, ['relay.push']) }, ...later];
  }

  private async send(actor: Actor, relayId: string, kinds: readonly string[]): Promise<void> {
    const { calendar, push } = this.services;
    const sentAt = Math.round(calendar.now());
    const commands = kinds.map((kind) => phoneCommand({ kind, payload: { relayId } }, sentAt));
    const { results } = await push.push(actor, { sentAt, commands });
    if (results.some(({ result }) => result !== 'stored'))
      throw new Error(`a ${kinds.join(' and ')} of the demo was not stored: ${JSON.stringify(results)}`);
  }

  /** People of the real group open the card there: one above, some at the end of the chain. */
  private openings({ id, groupId, level, isBound }: Hop, conduct: Conduct, pushAt: number): Appointment[] {
    if (conduct === Conduct.Unproved || !isBound) return [];
    const openers = level < 3 ? 1 : this.chance.whole(1, 2);
    return Array.from({ length: openers }, (_, index) => ({
      at: pushAt + minuteMs * this.chance.whole(1, 9),
      keep: () => this.open(id, groupId, `member ${index + 1} of ${groupId}`),
    }));
  }

  async open(relayId: string, groupId: string, handle: string): Promise<void> {
    const { outcome } = await this.services.openings.open(relayId, this.wechat.enter(groupId, handle));
    if (outcome !== 'proved') throw new Error(`a card of the demo was opened, and it was ${outcome}`);
  }
}
