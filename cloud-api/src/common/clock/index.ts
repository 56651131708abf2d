export { addDays, businessDate, Clock, dayMs, daysBetween, startOfDate } from './clock.js';
