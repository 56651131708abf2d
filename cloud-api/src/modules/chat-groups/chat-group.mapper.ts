import type { JudgingPlan } from '../plans/index.js';
import { type ChatGroup, type GroupCard, GroupGap, GroupOrigin, type GroupPerson } from './dto/chat-group.dto.js';
import type { CardRow } from './card.repository.js';
import type { DeputyRow, HolderRow } from './group-people.repository.js';
import type { GroupRow } from './group.repository.js';

/** The day by which the plan wants its groups built; null where it names none. */
export function builtBy({ document }: Pick<JudgingPlan, 'document'>): string | null {
  const { cascade, milestones } = document;
  return milestones.find(({ key }) => key === cascade?.builtBy)?.due ?? null;
}

/** Kinds of groups that somebody watches by the plan. */
export function supervisedKinds({ document }: Pick<JudgingPlan, 'document'>): string[] {
  const kinds = document.cascade?.groupKinds ?? [];
  return kinds.filter(({ supervisors }) => supervisors.length > 0).map(({ key }) => key);
}

export function toChatGroup(row: GroupRow, plan: JudgingPlan, pushers: readonly string[], today: string): ChatGroup {
  const kind = plan.document.cascade?.groupKinds.find(({ key }) => key === row.kindKey);
  const dueOn = builtBy(plan);
  return {
    id: row.id,
    name: row.name,
    kindKey: row.kindKey,
    kindName: kind?.name ?? row.kindKey,
    chains: kind?.chains ?? [],
    level: row.level,
    regionId: row.regionId,
    placeName: row.placeName,
    upperId: row.upperId,
    reaches: row.reaches,
    ownerName: row.ownerName,
    builtOn: row.builtOn,
    dueOn,
    late: row.builtOn === null && dueOn !== null && dueOn < today,
    boundAt: row.boundAt,
    reportedSize: row.reportedSize,
    reportedOn: row.reportedOn,
    pushers: [...pushers],
    gaps: gapsOf(row, (kind?.supervisors.length ?? 0) > 0),
  };
}

function gapsOf(row: GroupRow, isSupervised: boolean): GroupGap[] {
  return [
    ...(row.ownerName === null ? [GroupGap.Owner] : []),
    ...(row.hasPusher ? [] : [GroupGap.Pusher]),
    ...(isSupervised && !row.hasSupervisor ? [GroupGap.Supervisor] : []),
    ...(row.builtOn === null ? [GroupGap.Built] : []),
    ...(row.opengid === null ? [GroupGap.Bound] : []),
  ];
}

export function toGroupPerson(
  line: Omit<HolderRow, 'groupId' | 'postId'>,
  deputies: readonly DeputyRow[],
): GroupPerson {
  const names = deputies.filter(({ absentId }) => absentId === line.personId).map(({ name }) => name);
  const { personId, name, part, label, origin } = line;
  return {
    personId,
    name,
    part,
    label,
    origin,
    deputyName: names.length === 0 || origin === GroupOrigin.Removed ? null : names.join('、'),
  };
}

/** Cards agree with the group it is bound to; before that, with anybody else's. */
export function toCards(cards: readonly CardRow[], opengid: string | null): GroupCard[] {
  return cards.map((card) => ({
    name: card.name,
    part: card.part,
    openedAt: card.openedAt,
    agrees:
      opengid === null
        ? cards.some((other) => other.personId !== card.personId && other.opengid === card.opengid)
        : card.opengid === opengid,
  }));
}
