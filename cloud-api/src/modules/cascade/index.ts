export { CascadeModule } from './cascade.module.js';
export { DirectivesService } from './directives.service.js';
export { type DirectiveContent, DirectiveKind, type DirectiveTargets } from './dto/directive.dto.js';
export { Escalations } from './escalations.js';
export { EscalationWorker } from './escalation-worker.js';
export { OpeningsService } from './openings.service.js';
export { PublicationsService } from './publications.service.js';
export { SupervisionService } from './supervision.service.js';
export { issuerName } from './words.js';
