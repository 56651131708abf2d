import { ErrorCode } from './error-code.js';

/** One field that was wrong: `field` is a JSON path such as `commands.0.id`, `rule` a stable snake_case name. */
export interface FieldError {
  field: string;
  rule: string;
}

interface ProblemDetails {
  detail?: string;
  errors?: FieldError[];
  retryAfterSeconds?: number;
}

/** The only error services throw on purpose; one filter renders it as RFC 9457 problem+json. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    readonly details: ProblemDetails = {},
  ) {
    super(details.detail ?? code);
  }

  static validation(errors: FieldError[]): Problem {
    return new Problem(400, ErrorCode.ValidationFailed, { errors });
  }

  /** A record outside the caller's scope and one that does not exist look the same. */
  static notFound(): Problem {
    return new Problem(404, ErrorCode.NotFound);
  }

  static forbidden(): Problem {
    return new Problem(403, ErrorCode.Forbidden);
  }

  static conflict(detail?: string): Problem {
    return new Problem(409, ErrorCode.Conflict, { detail });
  }
}
