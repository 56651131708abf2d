import { EnumField, IntegerField, ListField, TextField } from '../http/fields.js';
import { ErrorCode } from './error-code.js';

export class FieldErrorDto {
  @TextField() field: string;
  @TextField() rule: string;
}

export class ProblemDto {
  @TextField() type: string;
  @TextField() title: string;
  @IntegerField() status: number;
  @EnumField(ErrorCode, 'ErrorCode') code: ErrorCode;
  @TextField({ optional: true }) detail?: string;
  @ListField(FieldErrorDto, { optional: true }) errors?: FieldErrorDto[];
  @TextField() traceId: string;
}
