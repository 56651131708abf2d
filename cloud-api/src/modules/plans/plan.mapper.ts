import { daysBetween } from '../../common/clock/index.js';
import type { Plan, PlanBrief, PlanPreset } from './dto/plan.dto.js';
import { everyone, type PlanDocument } from './plan.document.js';
import { roundOn } from './plan.rules.js';
import type { JudgingPlan, PlanRecord } from './plans.repository.js';

export function planBrief(plan: JudgingPlan, today: string): PlanBrief {
  const { window, audiences, counting } = plan.document;
  const round = roundOn(plan.document, today);
  const deadline = round ? round.until : window.endsOn;
  return {
    id: plan.id,
    name: plan.name,
    regionName: plan.regionName,
    startsOn: window.startsOn,
    endsOn: window.endsOn,
    round,
    daysLeft: deadline === null ? null : daysBetween(today, deadline),
    audiences: [everyone, ...audiences].map(({ key, name, unit }) => ({ key, name, unit })),
    requires: counting.requires,
  };
}

export function toPlan(plan: PlanRecord, today: string): Plan {
  const { preset, regionId, version, state, document } = plan;
  return { ...planBrief(plan, today), preset, regionId, version, state, document };
}

export function toPreset({ key, name, source, place, window }: PlanDocument): PlanPreset {
  return { key, name, source, placeName: place.name, startsOn: window.startsOn, endsOn: window.endsOn };
}
