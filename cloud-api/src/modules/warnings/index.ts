export { ScamReporting } from './scam-reporting.js';
export { WarningsModule } from './warnings.module.js';
export { WarningsService } from './warnings.service.js';
