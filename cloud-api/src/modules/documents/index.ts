export { type DocumentContent, type DocumentValues, DocumentVariable } from './document.content.js';
export { DocumentsModule } from './documents.module.js';
export { DocumentsService } from './documents.service.js';
export { DocumentVersion, RenderedDocument } from './dto/document.dto.js';
