import { v7 as uuid7 } from 'uuid';
import type { Chance } from './chance.js';
import { Fate } from './fates.js';
import type { DemoDoor, DoorInventor } from './households.js';
import type { Outings, Session } from './outings.js';
import type { PaperSigning } from './paper-signing.js';
import type { StaffMember } from './staff.js';
import type { VisitPapers } from './visit-papers.js';

const sessions: readonly Session[] = [0, 1, 2];

/** Turns the fate of a door into what its visitor did there. */
export class Story {
  constructor(
    private readonly outings: Outings,
    private readonly papers: VisitPapers,
    private readonly signing: PaperSigning,
    private readonly chance: Chance,
  ) {}

  tell(door: DemoDoor, fate: Fate, visitor: StaffMember, police: StaffMember): void {
    const { chance, papers } = this;
    const anyDay = chance.pick(sessions);
    const companion = chance.happens(0.12) ? police : null;
    switch (fate) {
      case Fate.Covered:
        return this.visit(visitor, anyDay, (at) => papers.met(door, at, companion), door);
      case Fate.CoveredLater:
        this.visit(visitor, 0, (at) => papers.nobody(door, at));
        return this.visit(visitor, chance.pick([1, 2]), (at) => papers.met(door, at, companion), door);
      case Fate.CoveredByCorrection:
        return this.correctedVisit(door, visitor);
      case Fate.Nobody:
        if (chance.happens(0.5)) this.visit(visitor, 0, (at) => papers.nobody(door, at));
        return this.visit(visitor, chance.pick([1, 2]), (at) => papers.nobody(door, at));
      case Fate.Refused:
        return this.visit(visitor, anyDay, (at) => papers.refused(door, at));
      case Fate.Away:
        return this.visit(visitor, anyDay, (at) => papers.away(door, at));
      case Fate.LeafletOnly:
        return this.visit(visitor, anyDay, (at) => papers.leafletOnly(door, at));
      case Fate.Excluded:
        return this.outings.add(visitor, 0, () => ({ kind: 'door.exclude', payload: papers.exclusion(door) }));
      case Fate.ExclusionRequested:
        return this.outings.add(visitor, 2, () => ({ kind: 'door.exclude', payload: papers.exclusion(door) }));
      case Fate.Never:
    }
  }

  /** A household that the book did not know, registered by the visitor who found it. */
  findAtDoor(household: ReturnType<DoorInventor['household']>, near: DemoDoor, visitor: StaffMember): void {
    const { residents, unit: _none, ...rest } = household;
    const payload = {
      ...rest,
      code: `${near.code}-1`,
      address: `${near.address}旁`,
      gridId: near.grid.id,
      groupId: near.group.id,
      location: { ...near.location, accuracy: 12 },
      residents: residents.map(({ phone, ...resident }) => (phone === null ? resident : { ...resident, phone })),
    };
    this.outings.add(visitor, 2, () => ({ kind: 'door.register', payload }));
  }

  /** Where somebody was met, their papers are on the table too. */
  private visit(visitor: StaffMember, session: Session, payload: (startedAt: number) => object, met?: DemoDoor): void {
    this.outings.add(visitor, session, (startedAt) => [
      { kind: 'visit.log', payload: payload(startedAt) },
      ...(met ? this.signing.at(met, startedAt) : []),
    ]);
  }

  /** The visitor had forgotten to tick that they taught face to face, and said so later. */
  private correctedVisit(door: DemoDoor, visitor: StaffMember): void {
    const visitId = uuid7();
    this.outings.add(visitor, 1, (startedAt) => ({
      id: visitId,
      kind: 'visit.log',
      payload: { ...this.papers.met(door, startedAt, null), faceToFace: false },
    }));
    this.outings.add(visitor, 2, () => ({
      kind: 'visit.correct',
      payload: { visitId, baseVersion: 1, reason: '漏勾了当面讲解', changes: { faceToFace: true } },
    }));
  }
}
