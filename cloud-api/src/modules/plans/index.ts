export * from './dictionary.js';
export { Audience, PlanBrief } from './dto/plan.dto.js';
export { PlanRoundBody } from './dto/plan-document.dto.js';
export {
  everyone,
  type PlanAudience,
  type PlanCascade,
  type PlanChain,
  type PlanDocument,
  type PlanGroupKind,
  type PlanGroupRole,
  type PlanPaper,
  type PlanRound,
} from './plan.document.js';
export { planBrief } from './plan.mapper.js';
export { roundShownOn } from './plan.rules.js';
export type { JudgingPlan } from './plans.repository.js';
export { PlansModule } from './plans.module.js';
export { PlansService } from './plans.service.js';
export { checkFile, loadPresets, presetFiles } from './presets.js';
