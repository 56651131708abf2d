export * from './book-places.rules.js';
export { HouseholdBookModule } from './household-book.module.js';
