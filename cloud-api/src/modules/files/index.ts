export { FileVault, type StoredFile } from './file-vault.js';
export { FilesModule } from './files.module.js';
