import { Role } from '../../src/common/auth/index.js';
import { PeopleService } from '../../src/modules/people/index.js';
import type { TestPerson } from '../harness/app.js';
import type { Json, TestClient } from '../harness/client.js';
import { ok, TownPlay } from '../harness/town-play.js';
import { officeAt } from '../harness/world.js';

export type GroupTown = Awaited<ReturnType<typeof openGroupTown>>;

/** 蟒河镇 and its groups, as its office looks at them. */
export async function openGroupTown() {
  const play = await TownPlay.begin();
  const { test, town } = play;
  const people = test.app.get(PeopleService);
  const office = await test.as(town.office);
  let phones = 0;

  const grant = async (role: Role, regionId: number, name: string): Promise<TestPerson> => {
    phones += 1;
    const phone = `1991300${String(phones).padStart(4, '0')}`;
    const member = { name, phone, posts: [{ role, regionId }] };
    const id = await test.database.transaction((transaction) => people.createStaff(transaction, member, null));
    return { id, name, phone };
  };
  return {
    test,
    town,
    office,
    play,
    /** What the office's own services do. */
    actor: officeAt(Role.TownshipOffice, town.region),
    detail: async (group: { id: string }, client: TestClient = office): Promise<Json> =>
      ok(await client.get(`/chat-groups/${group.id}`)),
    listed: async (query: string): Promise<Json> =>
      ok(await office.get(`/chat-groups?planId=${town.plan.id}&${query}`)),
    /** Somebody new with a post. */
    grant,
    /** The only post of the person ends. */
    revoke: async (personId: string): Promise<void> => {
      const [post] = await people.postPlaces(test.database, personId);
      await people.revokePost(officeAt(Role.TownshipOffice, town.region), post!.id);
    },
    /** Has all groups aligned again, by giving somebody a post. */
    alignAgain: async (): Promise<void> => {
      await grant(Role.Police, town.villages[17]!.region.id, '又一片警');
      await test.work();
    },
  };
}

/** `label name`, by part; those taken out by hand are not among them. */
export function peopleIn({ people }: Json): Record<'pushers' | 'supervisors' | 'members', string[]> {
  const of = (part: string): string[] =>
    people
      .filter((line: Json) => line.part === part && line.origin !== 'removed')
      .map((line: Json) => `${line.label} ${line.name}`)
      .sort();
  return { pushers: of('pusher'), supervisors: of('supervisor'), members: of('member') };
}
