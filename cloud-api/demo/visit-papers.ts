import { FraudType, type VisitOutcome } from '../src/modules/plans/index.js';
import { businessDate, dayMs } from '../src/common/clock/index.js';
import { Exclusion } from '../src/modules/doors/index.js';
import type { Chance } from './chance.js';
import type { DemoDoor } from './households.js';
import type { StaffMember } from './staff.js';

const minuteMs = 60_000;
const fraudTypes = Object.values(FraudType).filter((type) => type !== FraudType.Other);
const questions = [
  '孩子网课群里有人收资料费怎么办',
  '银行打来的电话怎么分真假',
  '下载的 APP 要不要卸',
  '退款要验证码能给吗',
];
const refusals = ['正在干活，不愿开门', '说自己不会上当，不让进门', '家里有客人，请改日再来'];
const absences = ['邻居说在县城打工', '电话里说国庆回来', '到外地照看孙子'];

/** Fills in the register (登记表) as a visitor would. */
export class VisitPapers {
  constructor(private readonly chance: Chance) {}

  met(door: DemoDoor, startedAt: number, police: StaffMember | null): object {
    const { chance } = this;
    const present = chance.some(door.residents, chance.whole(1, 2));
    const installed = Math.max(present.length - chance.whole(0, 1), 0);
    return {
      ...this.visit(door, 'met', startedAt, chance.whole(9, 24)),
      presentResidentIds: present.map(({ id }) => id),
      presentOthers: present.length === 0 ? chance.whole(10, 18) : 0,
      faceToFace: true,
      topics: chance.some(fraudTypes, chance.whole(1, 3)),
      materials: chance.happens(0.5) ? ['leaflet', 'sticker'] : ['leaflet'],
      app: { installed, realName: installed, warningOn: Math.max(installed - chance.whole(0, 1), 0) },
      groupJoined: chance.happens(0.7),
      ...(chance.happens(0.08) ? { questions: chance.pick(questions) } : {}),
      ...(police ? { companions: [{ name: police.name, role: 'police', personId: police.actor.personId }] } : {}),
    };
  }

  /** Leaflets were handed over and nothing was taught: no plan counts that. */
  leafletOnly(door: DemoDoor, startedAt: number): object {
    const present = door.residents.slice(0, 1).map(({ id }) => id);
    return {
      ...this.visit(door, 'met', startedAt, 3),
      presentResidentIds: present,
      faceToFace: false,
      topics: [],
      materials: ['leaflet'],
    };
  }

  nobody(door: DemoDoor, startedAt: number): object {
    return { ...this.visit(door, 'nobody', startedAt, 2), nextAttemptOn: this.soon(startedAt) };
  }

  refused(door: DemoDoor, startedAt: number): object {
    const { chance } = this;
    return {
      ...this.visit(door, 'refused', startedAt, 3),
      note: chance.pick(refusals),
      nextAttemptOn: this.soon(startedAt),
    };
  }

  away(door: DemoDoor, startedAt: number): object {
    const { chance } = this;
    return {
      ...this.visit(door, 'away', startedAt, 4),
      note: chance.pick(absences),
      awayContact: chance.pick(['phone', 'wechat']),
      nextAttemptOn: businessDate(startedAt + chance.whole(5, 30) * dayMs),
    };
  }

  exclusion(door: DemoDoor): object {
    const [exclusion, reason] = this.chance.pick([
      [Exclusion.Vacant, '房屋空置两年以上，邻居证实无人居住'],
      [Exclusion.Separated, '户口在本村，全家常年住在县城'],
      [Exclusion.Deregistered, '户主去世，户口已注销'],
    ] as const);
    return { doorId: door.id, baseVersion: 1, exclusion, reason };
  }

  private soon(startedAt: number): string {
    return businessDate(startedAt + this.chance.whole(1, 6) * dayMs);
  }

  private visit(door: DemoDoor, outcome: VisitOutcome, startedAt: number, minutes: number): object {
    return {
      doorId: door.id,
      outcome,
      startedAt,
      endedAt: startedAt + minutes * minuteMs,
      location: { ...door.location, accuracy: this.chance.whole(6, 40) },
    };
  }
}
