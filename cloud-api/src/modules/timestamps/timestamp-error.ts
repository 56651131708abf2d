/** Why there is no timestamp, or why one is not to be believed. */
export const TimestampFault = {
  /** No answer, or one by HTTP that says no. */
  Unreachable: 'unreachable',
  /** The authority answers that it will not. */
  Refused: 'refused',
  /** Not what RFC 3161 describes. */
  Unreadable: 'unreadable',
  /** The answer to another question. */
  WrongNonce: 'wrong_nonce',
  /** A timestamp of something else. */
  WrongImprint: 'wrong_imprint',
  /** Not signed by the certificate that it brings, or by one that is not for timestamps. */
  BadSignature: 'bad_signature',
} as const;
export type TimestampFault = (typeof TimestampFault)[keyof typeof TimestampFault];

export class TimestampError extends Error {
  override readonly name = 'TimestampError';

  constructor(readonly fault: TimestampFault) {
    super(fault);
  }
}
