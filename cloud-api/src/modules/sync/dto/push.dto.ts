import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsObject } from 'class-validator';
import { FieldErrorDto } from '../../../common/problem/index.js';
import {
  EnumField,
  InstantField,
  IntegerField,
  ListField,
  PhoneIdField,
  TextField,
} from '../../../common/http/index.js';

export const pushLimit = 200;

/** What every command has, whatever its kind; the payload is checked by the kind's own class. */
export class CommandEnvelope {
  @PhoneIdField() id: string;
  @TextField({ min: 1, max: 24 }) kind: string;
  @ApiProperty({ enum: [1] }) @IsIn([1]) schema: number;
  @InstantField() happenedAt: number;
  @ApiProperty({ type: 'object', additionalProperties: true }) @IsObject() payload: object;
}

export class Push {
  /** The phone's clock when it sent this, by which its times are corrected. */
  @InstantField() sentAt: number;
  @ApiProperty({ type: () => [CommandEnvelope], minItems: 1, maxItems: pushLimit })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(pushLimit)
  commands: unknown[];
}

const PushResultKind = {
  Stored: 'stored',
  Repeated: 'repeated',
  Conflict: 'conflict',
  Quarantined: 'quarantined',
  Invalid: 'invalid',
} as const;

export class PushResult {
  @TextField() id: string;
  @EnumField(PushResultKind, 'PushResultKind') result: (typeof PushResultKind)[keyof typeof PushResultKind];
  /** SHA-256 of the canonical command as the server received it. */
  @TextField({ optional: true }) hash?: string;
  @TextField({ optional: true }) reason?: string;
  @IntegerField({ optional: true }) recordVersion?: number;
  @ListField(FieldErrorDto, { optional: true }) errors?: FieldErrorDto[];
}

export class PushAnswer {
  @InstantField() receivedAt: number;
  /** One answer per command, in the order of the commands. */
  @ListField(PushResult) results: PushResult[];
}
