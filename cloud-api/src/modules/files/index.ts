export { FileVault, type StoredFile } from './file-vault.js';
export { FilesModule } from './files.module.js';
export { PhotoStore } from './photo-store.js';
