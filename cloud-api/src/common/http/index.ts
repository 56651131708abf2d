export * from './fields.js';
export { createValidationPipe, flattenErrors, validateAs } from './validation.js';
