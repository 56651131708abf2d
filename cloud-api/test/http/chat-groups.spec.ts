import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { PlansService } from '../../src/modules/plans/index.js';
import { RegionsService } from '../../src/modules/regions/index.js';
import type { Json } from '../harness/client.js';
import { ok } from '../harness/town-play.js';
import { type GroupTown, openGroupTown, peopleIn } from './chat-group-town.js';

let { test, town, play, office, actor, listed, detail, revoke, alignAgain } = {} as GroupTown;

beforeAll(async () => {
  ({ test, town, play, office, actor, listed, detail, revoke, alignAgain } = await openGroupTown());
}, 120_000);
afterAll(() => test.close());

describe('registering a group', () => {
  it('takes a name, a 负责人 of the group and the day it was built; a stale edit is refused', async () => {
    const { region, heads } = town.villages[6]!;
    const group = play.group('village', { regionId: region.id });
    const before = await detail(group);
    expect(before.gaps).toEqual(['owner', 'built']);
    expect([before.dueOn, before.late]).toEqual([expect.any(String), true]);
    const edit = { baseVersion: before.version, name: '六村反诈工作群', ownerId: heads[0]!.id, builtOn: '2026-11-10' };
    const after = ok(await office.patch(`/chat-groups/${group.id}`, edit));
    expect([after.name, after.ownerName, after.builtOn, after.late, after.gaps]).toEqual([
      '六村反诈工作群',
      heads[0]!.name,
      '2026-11-10',
      false,
      [],
    ]);
    expect((await office.patch(`/chat-groups/${group.id}`, edit)).status).toBe(409);
    await alignAgain();
    expect((await detail(group)).name).toBe('六村反诈工作群');
  });

  it('refuses a 负责人 from elsewhere and a day to come', async () => {
    const group = play.group('village', { regionId: town.villages[7]!.region.id });
    const { version } = await detail(group);
    const wrong = async (fields: Json) =>
      (await office.patch(`/chat-groups/${group.id}`, { baseVersion: version, ...fields })).body.errors;
    expect(await wrong({ ownerId: town.unit.head.id })).toEqual([{ field: 'ownerId', rule: 'of_group' }]);
    expect(await wrong({ builtOn: '2026-11-22' })).toEqual([{ field: 'builtOn', rule: 'not_in_future' }]);
    expect(await wrong({ closed: true })).toEqual([{ field: 'closed', rule: 'added_by_hand' }]);
  });

  it('has no 负责人 any more once they left the group', async () => {
    const { region, heads } = town.villages[8]!;
    const group = play.group('village', { regionId: region.id });
    const { version } = await detail(group);
    ok(await office.patch(`/chat-groups/${group.id}`, { baseVersion: version, ownerId: heads[0]!.id }));
    await revoke(heads[0]!.id);
    expect(await detail(group)).toMatchObject({ ownerId: null, ownerName: null });
  });

  it('takes the size that a pusher reads off, with its day', async () => {
    const { groups, leaders } = town.villages[6]!;
    const group = play.group('group', { regionId: groups[0]!.id });
    const leader = await test.as(leaders[0]!);
    const told = ok(await leader.post(`/chat-groups/${group.id}/size`, { size: 87 }));
    expect([told.reportedSize, told.reportedOn]).toEqual([87, '2026-11-21']);
    const other = await test.as(leaders[1]!);
    expect((await other.post(`/chat-groups/${group.id}/size`, { size: 1 })).status).toBe(404);
  });
});

describe('the list', () => {
  it('counts what is built, bound and lacking of all that was asked for, whatever the page', async () => {
    const { region } = town.villages[9]!;
    const { items, counts, next } = await listed(`regionId=${region.id}&limit=2`);
    expect(items.map(({ level }: Json) => level)).toEqual([2, 3]);
    expect(counts).toEqual({ groups: 3, built: 0, bound: 3, late: 3, withGaps: 3 });
    const rest = await listed(`regionId=${region.id}&limit=2&after=${next}`);
    expect(rest.items).toHaveLength(1);
    expect(rest.next).toBeNull();
    expect((await listed(`regionId=${region.id}&gap=pusher`)).counts.groups).toBe(0);
  });

  it('is searched by a part of the place, and signs mean themselves', async () => {
    const { name } = town.villages[9]!.region;
    expect((await listed(`q=${encodeURIComponent(name)}`)).counts.groups).toBe(3);
    expect((await listed('q=%25')).counts.groups).toBe(0);
  });

  it('shows a village its own groups only', async () => {
    const { region, heads } = town.villages[9]!;
    const head = await test.as(heads[0]!);
    const { counts } = ok(await head.get(`/chat-groups?planId=${town.plan.id}`));
    expect(counts.groups).toBe(3);
    const elsewhere = town.villages[10]!.region.id;
    expect((await head.get(`/chat-groups?planId=${town.plan.id}&regionId=${elsewhere}`)).status).toBe(404);
    expect((await head.get(`/chat-groups?planId=${town.plan.id}&regionId=${region.id}&after=x`)).status).toBe(400);
  });
});

describe('a group added by hand', () => {
  const added = (regionId: number) => ({
    id: uuid7(),
    planId: town.plan.id,
    kindKey: 'group',
    regionId,
    name: '三号楼栋群',
  });

  it('hangs below the upper group of its place, with the people of its kind, once however often it is sent', async () => {
    const { groups, leaders, region } = town.villages[11]!;
    const draft = added(groups[1]!.id);
    const first = ok(await office.post('/chat-groups', draft));
    const again = ok(await office.post('/chat-groups', draft));
    expect(again).toEqual(first);
    expect(first.upperId).toBe(play.group('village', { regionId: region.id }).id);
    expect([first.level, first.reaches, peopleIn(first).pushers]).toEqual([
      3,
      'residents',
      [`村民小组长 ${leaders[1]!.name}`],
    ]);
    await alignAgain();
    expect((await detail(draft)).name).toBe('三号楼栋群');
    const closed = ok(await office.patch(`/chat-groups/${draft.id}`, { baseVersion: first.version, closed: true }));
    expect(closed.id).toBe(draft.id);
    expect((await office.get(`/chat-groups/${draft.id}`)).status).toBe(404);
    await alignAgain();
    expect((await office.get(`/chat-groups/${draft.id}`)).status).toBe(404);
  });

  it('needs a kind of the plan and a place within it', async () => {
    const draft = added(town.villages[11]!.groups[0]!.id);
    const wrong = await office.post('/chat-groups', { ...draft, kindKey: 'family' });
    expect(wrong.body.errors).toEqual([{ field: 'kindKey', rule: 'unknown_kind' }]);
    const [parent] = await test.database.query<{ id: number }>('SELECT parent_id AS id FROM regions WHERE id = ?', [
      town.region.id,
    ]);
    expect((await office.post('/chat-groups', { ...draft, regionId: parent!.id })).status).toBe(404);
  });
});

describe('places and plans that change', () => {
  const regions = () => test.app.get(RegionsService);

  it('rename their groups, and close those of a 村民小组 that is no more', async () => {
    const { region, groups, leaders } = town.villages[12]!;
    const { id } = play.group('group', { regionId: groups[0]!.id });
    const { version } = ok(await office.get(`/chat-groups/${id}`));
    ok(
      await office.patch(`/chat-groups/${id}`, {
        baseVersion: version,
        ownerId: leaders[0]!.id,
        builtOn: '2026-11-10',
      }),
    );
    await regions().change(actor, groups[0]!.id, { name: '东头组' });
    await regions().close(actor, groups[1]!.id, {});
    await test.work();
    const { items } = await listed(`regionId=${region.id}&level=3`);
    expect(items.map(({ placeName }: Json) => placeName)).toEqual([`${region.name} 东头组`]);
    expect(items[0].name).toContain('东头组');
    expect(items[0]).toMatchObject({ id, ownerName: leaders[0]!.name, builtOn: '2026-11-10' });
  });

  it('take the groups of a merged village along', async () => {
    const [from, to] = [town.villages[13]!, town.villages[14]!];
    const group = play.group('group', { regionId: from.groups[0]!.id });
    await regions().close(actor, from.region.id, { successorId: to.region.id });
    await test.work();
    const village = play.group('village', { regionId: from.region.id });
    expect((await office.get(`/chat-groups/${village.id}`)).status).toBe(404);
    const moved = await detail(group);
    expect(moved.upperId).toBe(play.group('village', { regionId: to.region.id }).id);
    expect(peopleIn(moved).supervisors).toContain(`村主干 ${to.heads[0]!.name}`);
    expect(moved.boundAt).not.toBeNull();
  });

  it('close the groups of a kind that the plan drops, and open them again as they were', async () => {
    const plans = test.app.get(PlansService);
    const edit = async (change: (document: Json) => Json) => {
      const { document, version } = await plans.get(actor, town.plan.id);
      await plans.edit(actor, town.plan.id, { document: change(document) as typeof document, baseVersion: version });
      await test.work();
    };
    const { document } = await plans.get(actor, town.plan.id);
    const group = play.group('enterprise');
    await edit((now) => {
      const kinds = now.cascade.groupKinds.filter(({ key }: Json) => key !== group.kindKey);
      const groupKinds = kinds.map((kind: Json) => (kind.key === 'section' ? { ...kind, reaches: 'staff' } : kind));
      return { ...now, cascade: { ...now.cascade, groupKinds } };
    });
    expect((await office.get(`/chat-groups/${group.id}`)).status).toBe(404);
    await edit(() => document);
    expect(await detail(group)).toMatchObject({ id: group.id, kindKey: 'enterprise', boundAt: expect.any(Number) });
  });

  it('end with the plan', async () => {
    await test.app.get(PlansService).cancel(actor, town.plan.id);
    await test.work();
    const [row] = await test.database.query<{ open: number }>(
      'SELECT COUNT(*) AS open FROM chat_groups WHERE closed_at IS NULL',
    );
    expect(Number(row!.open)).toBe(0);
    expect((await office.get(`/chat-groups?planId=${town.plan.id}`)).status).toBe(404);
  });
});
