export { addDays, businessDate, Clock, dateInWords, dayMs, daysBetween, startOfDate, timeOfDay } from './clock.js';
