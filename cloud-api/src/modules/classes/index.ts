export { ClassesModule } from './classes.module.js';
export { ClassesService } from './classes.service.js';
export { ClassRolls, type ClassRoll } from './class-rolls.js';
