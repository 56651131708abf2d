export { WarningsModule } from './warnings.module.js';
