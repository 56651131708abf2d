export { officeEntries, type OfficeEntry, type OfficeKey } from './office-entries';
