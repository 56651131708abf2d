export { CascadeModule } from './cascade.module.js';
export { DirectiveKind } from './dto/directive.dto.js';
