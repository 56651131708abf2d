export { CascadeModule } from './cascade.module.js';
export { DirectiveKind } from './dto/directive.dto.js';
export { Escalations } from './escalations.js';
export { EscalationWorker } from './escalation-worker.js';
