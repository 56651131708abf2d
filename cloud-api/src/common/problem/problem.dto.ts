import { ApiSchema } from '@nestjs/swagger';
import { EnumField, IntegerField, ListField, TextField } from '../http/fields.js';
import { ErrorCode } from './error-code.js';

@ApiSchema({ name: 'FieldError' })
export class FieldErrorDto {
  @TextField() field: string;
  @TextField() rule: string;
}

@ApiSchema({ name: 'Problem' })
export class ProblemDto {
  @TextField() type: string;
  @TextField() title: string;
  @IntegerField() status: number;
  @EnumField(ErrorCode, 'ErrorCode') code: ErrorCode;
  @TextField({ optional: true }) detail?: string;
  @ListField(FieldErrorDto, { optional: true }) errors?: FieldErrorDto[];
  @TextField() traceId: string;
}
