export { bookColumns, bookRows } from './book.rules.js';
export type { ExportDoor } from './export-door.js';
export { ExportsModule } from './exports.module.js';
