export { DoorPapers, SignatureCheck, CheckPart, CheckResult } from './dto/signature.dto.js';
export { type LetterBook, LetterBooks, type LetterToSign } from './letter-book.js';
export {
  type DoorPaperFacts,
  isAdult,
  noPaperFacts,
  owedPapers,
  owedToday,
  type PaperStanding,
  paperStanding,
} from './papers.rules.js';
export { PapersService } from './papers.service.js';
export { Capacity, DeclineReason, Mark, SignatureState, SigningMethod } from './signing.rules.js';
export { type InspectedSignature, SignatureReader } from './signature-reader.js';
export { codeLength, readVerifyCode } from './verify-code.rules.js';
export { SignaturesModule } from './signatures.module.js';
export { SignaturesService } from './signatures.service.js';
export type { SignatureRecord } from './signature-record.js';
export { SignatureVerifier } from './signature-verifier.js';
export { WithdrawalsService } from './withdrawals.service.js';
