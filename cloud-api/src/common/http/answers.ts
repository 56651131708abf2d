import { applyDecorators } from '@nestjs/common';
import { ApiDefaultResponse, ApiOkResponse } from '@nestjs/swagger';
import { ProblemDto } from '../problem/problem.dto.js';

/** Documents what a route answers: the type when all is well, a Problem otherwise. Routes with it answer 200. */
export function Answers(type: new () => object) {
  return applyDecorators(
    ApiOkResponse({ type }),
    ApiDefaultResponse({ type: ProblemDto, description: 'A Problem (RFC 9457).' }),
  );
}
