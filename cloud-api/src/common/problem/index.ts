export { ErrorCode } from './error-code.js';
export { Problem, type FieldError } from './problem.js';
export { FieldErrorDto, ProblemDto } from './problem.dto.js';
export { ProblemFilter, problemBody } from './problem.filter.js';
