export { LettersModule } from './letters.module.js';
export { LettersService } from './letters.service.js';
