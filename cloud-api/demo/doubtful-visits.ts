import type { Chance } from './chance.js';
import { Fate } from './fates.js';
import { phoneCommand } from './outings.js';
import type { DemoServices } from './services.js';
import type { DoorWithFate } from './village-life.js';
import { VisitPapers } from './visit-papers.js';

/** More than the thirty days after which a visit waits for the village head. */
const tooManyDays = 33;
const forenoon = 10 * 60;

/**
 * Two visits that wait for the village head: one reported a month late, one at a door of a colleague's grid.
 * Both are sent by whoever has the last door of the village.
 */
export async function sendDoubtfulVisits(
  { push, calendar }: DemoServices,
  doors: readonly DoorWithFate[],
  chance: Chance,
): Promise<void> {
  const papers = new VisitPapers(chance);
  const open = doors.filter(({ fate }) => fate === Fate.Never);
  const own = open.at(-1)!;
  const visitor = own.visitor;
  const other = open.find((each) => each.door.grid.id !== own.door.grid.id)!;
  const visit = ({ door }: DoorWithFate, daysAgo: number) => {
    const startedAt = calendar.instant(daysAgo, forenoon);
    return phoneCommand({ kind: 'visit.log', payload: papers.met(door, startedAt, null) }, startedAt);
  };
  const sentAt = calendar.instant(0, 0);
  await calendar.at(sentAt, async () => {
    const { results } = await push.push(visitor.actor, {
      sentAt,
      commands: [visit(own, tooManyDays), visit(other, 1)],
    });
    const reasons = results.map(({ reason }) => reason).join();
    if (reasons !== 'too_late,out_of_scope') throw new Error(`the demo's doubtful visits were not doubted: ${reasons}`);
  });
}
