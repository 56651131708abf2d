import { v7 as uuid7 } from 'uuid';
import { Role } from '../../src/common/auth/index.js';
import { PlansService } from '../../src/modules/plans/index.js';
import type { TestApp, TestPerson } from './app.js';
import type { Answer, Json, TestClient } from './client.js';
import { TestPhone } from './commands.js';
import { drawnInk } from './signing.js';
import { officeAt, type World } from './world.js';

/** 责任书 as the township's office sends them, and as those sign them to whom they were sent. */
export class LetterDesk {
  private constructor(
    private readonly test: TestApp,
    readonly office: TestClient,
    /** 乔木乡's plan, whose chains are used. */
    readonly planId: string,
  ) {}

  static async open(test: TestApp, { people, township }: World): Promise<LetterDesk> {
    const plan = { preset: 'qiaomu', regionId: township.id, startsOn: '2026-11-05' };
    const { id } = await test.app.get(PlansService).start(officeAt(Role.TownshipOffice, township), plan);
    return new LetterDesk(test, await test.as(people.townshipOffice), id);
  }

  draft = (regionId: number, chainKey: string, rest: object = {}) => ({
    id: uuid7(),
    planId: this.planId,
    chainKey,
    regionId,
    dueOn: this.test.clock.today(),
    ...rest,
  });

  start = (body: object, client = this.office): Promise<Answer> => client.post('/letter-rounds', body);

  started = async (regionId: number, chainKey: string, rest: object = {}): Promise<Json> => {
    const answer = await this.start(this.draft(regionId, chainKey, rest));
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body;
  };

  round = async (id: string, client = this.office): Promise<Json> => (await client.get(`/letter-rounds/${id}`)).body;

  send = (id: string, lines: object[], client = this.office): Promise<Answer> =>
    client.post(`/letter-rounds/${id}/recipients`, { lines });

  /** The letters of a person's phone. */
  mine = async (person: TestPerson): Promise<Json[]> =>
    (await (await this.test.as(person)).get('/me/letters')).body.items;

  phone = async (person: TestPerson): Promise<TestPhone> => new TestPhone(await this.test.as(person), this.test.clock);

  /** Signs the first letter of theirs that is of the round. */
  sign = async (person: TestPerson, roundId: string): Promise<Json> => {
    const letter = (await this.mine(person)).find((one) => one.roundId === roundId);
    return this.signLetter(person, letter);
  };

  signLetter = async (person: TestPerson, { id: letterId, versionId }: Json): Promise<Json> => {
    const phone = await this.phone(person);
    const [result] = await phone.push(await letterSitting(phone, person.name, { letterId, versionId }));
    return result;
  };
}

/** A 责任书 read and signed by its recipient on their own phone. */
export async function letterSitting(phone: TestPhone, name: string, paper: { letterId: string; versionId: string }) {
  const now = phone.now();
  return phone.command('papers.sign_own', {
    papers: [{ id: uuid7(), ...paper, openedAt: now - 30_000, dwellMs: 20_000, reachedEnd: true, playedMs: 0 }],
    signer: { name, relation: 'other', capacity: 'self' },
    mark: 'drawn',
    ink: await drawnInk(),
    signedAt: now,
  });
}

export function recipientOf(round: Json, name: string): Json {
  return round.recipients.find((one: Json) => one.name === name);
}

/** Each with the name of whoever is above. */
export function chainOf(round: Json): Record<string, string | null> {
  const nameOf = (id: string | null) => round.recipients.find((one: Json) => one.id === id)?.name ?? null;
  return Object.fromEntries(round.recipients.map((one: Json) => [one.name, nameOf(one.superiorId)]));
}

export function statesOf(round: Json): Record<string, string> {
  return Object.fromEntries(round.recipients.map((one: Json) => [one.name, one.state]));
}

export function problemOf({ status, body }: Answer): unknown[] {
  return [status, body?.errors ?? body?.code];
}

/** The kinds of events that tell of rounds, and all of them that stands in the log to be read. */
export async function letterEvents(test: TestApp): Promise<{ types: string[]; readable: string }> {
  const events = await test.database.query<{ type: string; facts: string; personal: string | null }>(
    "SELECT type, facts, personal FROM events WHERE subject_kind = 'letter_round'",
  );
  return {
    types: [...new Set(events.map(({ type }) => type))].sort(),
    readable: events.map(({ facts, personal }) => `${facts} ${personal}`).join('\n'),
  };
}
