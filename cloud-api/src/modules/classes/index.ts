export { ClassesModule } from './classes.module.js';
export { ClassRolls, type ClassRoll } from './class-rolls.js';
