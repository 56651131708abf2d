/** How a paper came to be signed. */
export const SigningMethod = {
  /** On the worker's phone, the worker being the witness. */
  Witnessed: 'witnessed',
  /** On the signer's own WeChat. */
  Wechat: 'wechat',
  /** On paper, of which there is a photo: another class of evidence. */
  Paper: 'paper',
} as const;
export type SigningMethod = (typeof SigningMethod)[keyof typeof SigningMethod];

/** What stands for the name. */
export const Mark = {
  Drawn: 'drawn',
  /** Tapped by somebody who cannot draw, before a witness. */
  Confirmed: 'confirmed',
  Thumbprint: 'thumbprint',
  Photo: 'photo',
} as const;
export type Mark = (typeof Mark)[keyof typeof Mark];

/** For whom the signer signs. */
export const Capacity = {
  /** 户主 or somebody else of the household, for the household. */
  Household: 'household',
  /** For themselves alone, as 财务人员 or a recipient of a 责任书. */
  Self: 'self',
  /** 代签: for somebody who cannot, for a reason. */
  Proxy: 'proxy',
  /** 监护人, for a pupil. */
  Guardian: 'guardian',
} as const;
export type Capacity = (typeof Capacity)[keyof typeof Capacity];

export const DeclineReason = { Refused: 'refused', Away: 'away', NoPhone: 'no_phone', Other: 'other' } as const;
export type DeclineReason = (typeof DeclineReason)[keyof typeof DeclineReason];

/** Where a signature stands. */
export const SignatureState = {
  InForce: 'in_force',
  Withdrawn: 'withdrawn',
  Replaced: 'replaced',
  Erased: 'erased',
} as const;
export type SignatureState = (typeof SignatureState)[keyof typeof SignatureState];
