export { BuiltInPublisher } from './built-in-publisher.js';
export { type DocumentContent, type DocumentValues, DocumentVariable } from './document.content.js';
export type { VersionHead } from './document.repository.js';
export { holdsAt, kindOfTemplate, renderDocument } from './document.rules.js';
export { DocumentsModule } from './documents.module.js';
export { DocumentsService, type LetterVersions } from './documents.service.js';
export { DocumentVersion, PaperPlace, RenderedDocument } from './dto/document.dto.js';
export type { IssuerRecord } from './issuer.repository.js';
