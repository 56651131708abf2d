import { Module, type OnModuleInit } from '@nestjs/common';
import { DocumentsModule } from '../documents/index.js';
import { SignCodesModule } from '../sign-codes/index.js';
import { CommandRegistry } from '../sync/index.js';
import { TimestampsModule } from '../timestamps/index.js';
import { DeclineCommands } from './decline-commands.js';
import { ErasedPhotos } from './erased-photos.js';
import { LetterBooks } from './letter-book.js';
import { OwnSigning } from './own-signing.js';
import { PapersService } from './papers.service.js';
import { SignatureChecker } from './signature-checker.js';
import { SignatureReader } from './signature-reader.js';
import { SignatureRepository } from './signature.repository.js';
import { SignatureVerifier } from './signature-verifier.js';
import { SignaturesController } from './signatures.controller.js';
import { SignaturesService } from './signatures.service.js';
import { SigningContexts } from './signing-context.js';
import { SittingWriter } from './sitting-writer.js';
import { StoredSignatures } from './stored-signature.js';
import { WithdrawalsService } from './withdrawals.service.js';
import { WitnessedSigning } from './witnessed-signing.js';

@Module({
  imports: [DocumentsModule, SignCodesModule, TimestampsModule],
  controllers: [SignaturesController],
  providers: [
    DeclineCommands,
    ErasedPhotos,
    LetterBooks,
    OwnSigning,
    PapersService,
    SignatureChecker,
    SignatureReader,
    SignatureRepository,
    SignatureVerifier,
    SignaturesService,
    SigningContexts,
    SittingWriter,
    StoredSignatures,
    WithdrawalsService,
    WitnessedSigning,
  ],
  exports: [
    LetterBooks,
    PapersService,
    SignatureChecker,
    SignatureReader,
    SignatureVerifier,
    SignaturesService,
    WithdrawalsService,
  ],
})
export class SignaturesModule implements OnModuleInit {
  constructor(
    private readonly registry: CommandRegistry,
    private readonly witnessed: WitnessedSigning,
    private readonly own: OwnSigning,
    private readonly declines: DeclineCommands,
  ) {}

  onModuleInit(): void {
    this.registry.register(...this.witnessed.handlers(), ...this.own.handlers(), ...this.declines.handlers());
  }
}
