export { addDays, businessDate, daysBetween, startOfDay, weekday, type BusinessDate } from './business-date.rules';
export { clock } from './clock';
