export * from './book-places.rules.js';
export { findHeaderRow, suggestColumns } from './book-columns.rules.js';
export { readHouseholds } from './book-households.rules.js';
export { isEmpty, maskShown, squash, textOf } from './book-text.rules.js';
export { readCode, readDoorName, readName, readPhone } from './book-values.rules.js';
export { HouseholdBookModule } from './household-book.module.js';
