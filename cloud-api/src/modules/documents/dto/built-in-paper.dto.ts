import { ObjectField, TextField } from '../../../common/http/index.js';
import { DocumentContentBody, templateKeyPattern } from './document.dto.js';

/** A file of `papers/`. */
export class BuiltInPaper {
  @TextField({ min: 3, max: 40, pattern: templateKeyPattern }) key: string;
  @ObjectField(DocumentContentBody) content: DocumentContentBody;
}
