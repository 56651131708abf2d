export * from './fields.js';
export { createValidationPipe, validateAs } from './validation.js';
export { Answers } from './answers.js';
export { PagePlace } from './page-place.js';
export { IdParam, RegionParam } from './params.js';
export { type MultipartRequest, readForm, type UploadForm } from './form.js';
