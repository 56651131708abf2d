export { FileVault, type StoredFile } from './file-vault.js';
export { FilesModule } from './files.module.js';
export { PhotoOwners } from './photo-owners.js';
export { PhotoStore } from './photo-store.js';
