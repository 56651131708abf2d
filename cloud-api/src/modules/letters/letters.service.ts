import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database, type Queryable, type Transaction } from '../../common/database/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import type { LetterVersions } from '../documents/index.js';
import { ContactsService } from '../people/index.js';
import { type RegionRecord, RegionsService } from '../regions/index.js';
import { type SignCode, SignCodesService } from '../sign-codes/index.js';
import type { LetterCode, LetterRoundDetail, LetterRoundList, MyLetter, NewLetterRound } from './dto/letter.dto.js';
import { LetterAccess } from './letter-access.js';
import { type ChainHere, LetterChains, toChain } from './letter-chains.js';
import { LetterDispatch } from './letter-dispatch.js';
import { LetterViews } from './letter-views.js';
import type { NewRecipient, RoundRecord } from './letter-records.js';
import { LettersRepository } from './letters.repository.js';
import { adopt, type ChainLevel, fillChain } from './letters.rules.js';

const roundsShown = 100;
const hourMs = 3_600_000;

/** 责任书 sent down a chain, level by level. */
@Injectable()
export class LettersService implements LetterVersions {
  constructor(
    private readonly letters: LettersRepository,
    private readonly access: LetterAccess,
    private readonly chains: LetterChains,
    private readonly dispatch: LetterDispatch,
    private readonly views: LetterViews,
    private readonly contacts: ContactsService,
    private readonly codes: SignCodesService,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  mine(actor: Actor): Promise<MyLetter[]> {
    return this.views.mine(actor);
  }

  /** The texts of what was sent to somebody, so that their phone has them too. */
  async of(on: Queryable, actor: Actor): Promise<string[]> {
    const letters = await this.letters.ofPerson(on, actor.personId, actor.residentId);
    const rounds = await this.letters.roundsByIds(on, [...new Set(letters.map(({ roundId }) => roundId))]);
    return [...new Set(rounds.map(({ versionId }) => versionId))];
  }

  /** The newest rounds at the place and below it; and what the actor may start at the place. */
  async list(actor: Actor, regionId: number): Promise<LetterRoundList> {
    const region = await this.regions.require(this.database, regionId);
    if (!actor.canAt(Permission.PlanRead, region.path)) throw Problem.notFound();
    const rounds = await this.letters.roundsWithin(this.database, region.path, roundsShown);
    const chains = actor.canAt(Permission.LetterManage, region.path) ? await this.startable(region) : [];
    return { items: await this.views.rounds(rounds), chains: chains.map(toChain) };
  }

  async one(actor: Actor, id: string): Promise<LetterRoundDetail> {
    return this.views.detail(actor, await this.access.readable(this.database, actor, id));
  }

  async start(actor: Actor, asked: NewLetterRound): Promise<LetterRoundDetail> {
    await this.database.transaction(async (transaction) => {
      const region = await this.regions.lock(transaction, asked.regionId);
      if (!actor.canAt(Permission.LetterManage, region.path)) throw Problem.notFound();
      const earlier = await this.letters.round(transaction, asked.id);
      if (earlier) return requireSame(earlier, asked);
      if (region.closedOn !== null) throw new Problem(409, ErrorCode.RegionClosed);
      const here = await this.chains.require(transaction, region, asked.planId, asked.chainKey);
      const term = termFor(here, asked.term);
      const open = await this.letters.openRounds(transaction, region.id);
      if (open.some((round) => round.planId === asked.planId && isOf(round, here) && round.term === term))
        throw Problem.conflict('such a round is open there already');
      await this.write(transaction, actor, region, here, { ...asked, term });
    });
    return this.one(actor, asked.id);
  }

  /** A code that leads to the round, for a wall or a group chat. Whoever scans it finds their own letter. */
  async code(actor: Actor, id: string, { id: codeId, hours }: LetterCode): Promise<SignCode> {
    return this.database.transaction(async (transaction) => {
      const round = await this.access.open(transaction, actor, id);
      const expiresAt = this.clock.now() + hours * hourMs;
      const code = { id: codeId, letterRoundId: round.id, regionId: round.regionId, expiresAt };
      return this.codes.issueForRound(transaction, actor, code);
    });
  }

  /** Nobody signs any more; what was signed stays. */
  async close(actor: Actor, id: string): Promise<LetterRoundDetail> {
    await this.database.transaction(async (transaction) => {
      const round = await this.access.managed(transaction, actor, id);
      if (round.closedAt !== null) return;
      await this.letters.close(transaction, id, this.clock.now());
      transaction.record({ ...about('letters.closed', actor, round), facts: {} });
    });
    return this.one(actor, id);
  }

  /** Somebody who left before signing. Those below come to whoever stood above, or to another one of that level. */
  async remove(actor: Actor, letterId: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const [known] = await this.letters.recipientsByIds(transaction, [letterId]);
      if (!known) throw Problem.notFound();
      const round = await this.access.managed(transaction, actor, known.roundId);
      await this.letters.hold(transaction, [letterId]);
      const [letter] = await this.letters.recipientsByIds(transaction, [letterId]);
      if (letter!.removedAt !== null) return;
      if (round.closedAt !== null) throw Problem.conflict('the round was closed');
      if (letter!.signatureId !== null) throw Problem.conflict('the letter was signed');
      await this.letters.remove(transaction, letter!, this.clock.now());
      transaction.record({
        ...about('letter.removed', actor, round),
        facts: { letterId, level: letter!.level, superiorId: letter!.superiorId },
        personal: { name: letter!.name },
      });
      await this.dispatch.move(transaction, actor, round, adopt(await this.letters.recipients(transaction, round.id)));
    });
  }

  private async startable(region: RegionRecord): Promise<ChainHere[]> {
    const open = await this.letters.openRounds(this.database, region.id);
    const chains = await this.chains.at(this.database, region);
    const isUnderWay = (here: ChainHere) =>
      open.some((round) => round.planId === here.plan.id && isOf(round, here) && !here.chain.everyTerm);
    return chains.filter((here) => !isUnderWay(here));
  }

  private async write(
    transaction: Transaction,
    actor: Actor,
    region: RegionRecord,
    { chain, version }: ChainHere,
    { id, planId, dueOn, term }: Pick<NewLetterRound, 'id' | 'planId' | 'dueOn'> & { term: string | null },
  ): Promise<void> {
    const levels = chain.levels.map(({ name, role }, index) => ({ number: index + 1, name, role }));
    const round = { id, planId, chainKey: chain.key, regionId: region.id, term, versionId: version.id, dueOn, levels };
    const startedAt = this.clock.now();
    await this.letters.insertRound(transaction, {
      ...round,
      title: version.title,
      startedBy: actor.personId,
      startedAt,
    });
    transaction.record({
      ...about('letters.started', actor, round),
      facts: { planId, chainKey: chain.key, term, versionId: version.id, versionHash: version.hash, dueOn },
    });
    await this.dispatch.send(transaction, actor, round, await this.fromPosts(transaction, region, levels));
  }

  private async fromPosts(on: Queryable, region: RegionRecord, levels: readonly ChainLevel[]): Promise<NewRecipient[]> {
    const roles = levels.flatMap(({ role }) => role ?? []);
    const posts = await this.contacts.postsWithin(on, region.path, roles);
    const placed = fillChain(levels, region, posts).map((one) => ({ ...one, id: uuid7() }));
    const ids = new Map(placed.map(({ personId, id }) => [personId, id]));
    return placed.map(({ superior, ...one }) => ({
      ...one,
      superiorId: superior === null ? null : ids.get(superior)!,
      phoneCipher: null,
      phoneIndex: null,
      residentId: null,
      doorId: null,
    }));
  }
}

function about(type: string, { personId }: Actor, { id, regionId }: Pick<RoundRecord, 'id' | 'regionId'>) {
  return { type, actorId: personId, subject: { kind: 'letter_round', id }, regionId };
}

function isOf(round: RoundRecord, { chain }: ChainHere): boolean {
  return round.chainKey === chain.key;
}

/** Sent again because the answer was lost, or another round by the same id. */
function requireSame(earlier: RoundRecord, { planId, chainKey, regionId, dueOn, term }: NewLetterRound): void {
  const same =
    earlier.planId === planId &&
    earlier.chainKey === chainKey &&
    earlier.regionId === regionId &&
    earlier.dueOn === dueOn &&
    earlier.term === (term?.trim() ?? null);
  if (!same) throw Problem.conflict('the id is that of another round');
}

function termFor({ chain }: ChainHere, term: string | undefined): string | null {
  if (chain.everyTerm && term === undefined) throw Problem.validation([{ field: 'term', rule: 'required' }]);
  if (!chain.everyTerm && term !== undefined) throw Problem.validation([{ field: 'term', rule: 'not_by_term' }]);
  return term?.trim() ?? null;
}
