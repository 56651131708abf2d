import {
  BooleanField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  PhoneIdField,
  TextField,
} from '../../../common/http/index.js';

/** A code for a household. Those for a unit's 责任书 are made with the round. */
export class NewSignCode {
  @PhoneIdField() id: string;
  @IdField() doorId: string;
  /** For how long it works. */
  @IntegerField({ min: 1, max: 720 }) hours: number;
}

export class SignCode {
  @IdField() id: string;
  @IdField({ nullable: true }) doorId: string | null;
  @IdField({ nullable: true }) letterRoundId: string | null;
  @TextField() label: string;
  @InstantField() createdAt: number;
  @InstantField() expiresAt: number;
  @BooleanField() revoked: boolean;
}

export class SignCodeQuery {
  @IdField() doorId: string;
}

export class SignCodeList {
  @ListField(SignCode) items: SignCode[];
}

export class SignCodeLink {
  /** A link that opens the mini-program at the papers; for a text message. */
  @TextField() url: string;
  @InstantField() expiresAt: number;
}
