import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ResidentTag } from '../../src/modules/plans/index.js';
import type { TestApp } from '../harness/app.js';
import {
  amendedDirective,
  groupsOf,
  type PublishedDirective,
  recalledDirective,
  type WorldGroup,
} from '../harness/cascade.js';
import type { Json, TestClient } from '../harness/client.js';
import { feedOf, openWarnings, villager, type WarningWorld } from './warning-world.js';

let here: WarningWorld;
let test: TestApp;
/** Of one 村民小组, and the county's office, which looks over more groups than are asked one by one. */
let readers: Record<'villager' | 'office', TestClient>;
let asked = 0;

/** Properties ask more often than one address may. */
function asking(reader: keyof typeof readers): TestClient {
  asked += 1;
  return readers[reader].at(`10.8.0.${Math.floor(asked / 400)}`);
}
let committees: WorldGroup[];

beforeAll(async () => {
  here = await openWarnings();
  ({ test } = here);
  committees = await groupsOf(test, here.world.plan.id, { kindKey: 'committee' });
  const finance = await villager(test, '吴算盘', '19900020021', here.world.a1.id, [ResidentTag.FinanceStaff]);
  readers = { villager: finance, office: await lookingOverMany() };
});
afterAll(() => test.close());

/** Somebody with a part in forty groups more, by hand. */
async function lookingOverMany(): Promise<TestClient> {
  const { id } = here.world.people.policeChief;
  const kept = await groupsOf(test, here.world.plan.id);
  await test.database.transaction(async (transaction) => {
    const added = Array.from({ length: 40 }, (_, index) => ({
      id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
      plan_id: here.world.plan.id,
      kind_key: 'residents',
      place_key: `own:${index}`,
      region_id: here.world.groupA.id,
      level: 2,
      name: `楼栋群${index}`,
      version: 1,
      created_at: test.clock.now(),
    }));
    await transaction.insert('chat_groups', added);
    const parts = [...added, ...kept.filter(({ kindKey }) => kindKey === 'committee')];
    await transaction.insert(
      'chat_group_people',
      parts.map((group) => ({ group_id: group.id, person_id: id, part: 'member', label: '所长', origin: 'added' })),
    );
  });
  return here.staff('policeChief');
}

/** What happens between two pages. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant('publish' as const) },
  { weight: 2, arbitrary: fc.constant('elsewhere' as const) },
  fc.constant('audience' as const),
  fc.constant('foreign_audience' as const),
  fc.constant('instruction' as const),
  fc.constant('amend' as const),
  fc.constant('recall' as const),
);

class Story {
  readonly all: PublishedDirective[] = [];
  /** Moved to the top or gone while somebody was turning pages. */
  readonly moved = new Set<string>();

  async happen(what: typeof step extends fc.Arbitrary<infer T> ? T : never, pick: number): Promise<void> {
    test.clock.advance(1_000);
    const known = this.all.at(pick % Math.max(1, this.all.length));
    if (what === 'amend' || what === 'recall') {
      if (!known || this.moved.has(known.id)) return;
      this.moved.add(known.id);
      if (what === 'recall') return recalledDirective(test, known);
      this.all[this.all.indexOf(known)] = await amendedDirective(test, known, { title: '更正' });
      return;
    }
    const audiences = { audience: [ResidentTag.FinanceStaff], foreign_audience: [ResidentTag.StudyCompanion] };
    const kind = what === 'instruction' ? 'instruction' : 'alert';
    const groups = what === 'elsewhere' ? [here.groupB] : [here.committeeA, here.groupA];
    const targets = what in audiences ? audiences[what as keyof typeof audiences] : [];
    this.all.push(await here.publish({ kind, groups, audiences: targets }));
  }
}

async function expectedFor(reader: keyof typeof readers): Promise<string[]> {
  const items: string[] = [];
  for (let next: string | null = null; ;) {
    const page: Json = await feedOf(asking(reader), `limit=50${next === null ? '' : `&after=${next}`}`);
    items.push(...page.items.map((item: Json) => item.directiveId));
    next = page.next;
    if (next === null) return items;
  }
}

describe.each(['villager', 'office'] as const)('pages of a feed (%s)', (reader) => {
  it('show each warning once, none left out, while new ones come in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(step, fc.nat(30)), { minLength: 1, maxLength: 12 }),
        fc.array(fc.array(fc.tuple(step, fc.nat(30)), { maxLength: 3 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        async (before, between, limit) => {
          const story = new Story();
          for (const [what, pick] of before) await story.happen(what, pick);
          story.moved.clear();
          const shown = await expectedFor(reader);
          const seen: string[] = [];
          let next: string | null = null;
          for (let page = 0; ; page += 1) {
            const answer: Json = await feedOf(asking(reader), `limit=${limit}${next === null ? '' : `&after=${next}`}`);
            expect(answer.items.length).toBeLessThanOrEqual(limit);
            seen.push(...answer.items.map((item: Json) => item.directiveId));
            next = answer.next;
            if (next === null) break;
            expect(answer.items).toHaveLength(limit);
            for (const [what, pick] of between[page] ?? []) await story.happen(what, pick);
          }
          expect(new Set(seen).size).toBe(seen.length);
          const firstSeen = new Set(seen);
          // What was amended meanwhile stands on top of the next look.
          const missed = shown.filter((id) => !firstSeen.has(id));
          expect(missed.filter((id) => !story.moved.has(id))).toEqual([]);
          // Nothing comes in behind the reader's back: what was published since stands before their first page.
          expect(seen.filter((id) => shown.includes(id))).toEqual(shown.filter((id) => firstSeen.has(id)));
        },
      ),
      { numRuns: 12 },
    );
  });

  it('stand in the order in which they were published or amended', async () => {
    const times: number[] = (await feedOf(asking(reader))).items.map((item: Json) => item.publishedAt);
    expect(times.length).toBeGreaterThan(3);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });
});

it('both ways to ask find the same', async () => {
  expect(committees.length).toBeGreaterThan(3);
  const [few, many] = [await here.staff('villageHead'), readers.office];
  const ids = async (client: TestClient) => (await feedOf(client)).items.map((item: Json) => item.directiveId);
  const byFew = new Set(await ids(few));
  expect((await ids(many)).filter((id: string) => byFew.has(id))).toEqual(await ids(few));
});
