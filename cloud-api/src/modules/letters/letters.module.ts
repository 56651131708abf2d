import { Module, type OnModuleInit } from '@nestjs/common';
import { ClassesModule } from '../classes/index.js';
import { DocumentsModule, DocumentsService } from '../documents/index.js';
import { LetterBooks, SignaturesModule } from '../signatures/index.js';
import { SignCodesModule } from '../sign-codes/index.js';
import { LetterAccess } from './letter-access.js';
import { LetterChains } from './letter-chains.js';
import { LetterDispatch } from './letter-dispatch.js';
import { LetterSendingService } from './letter-sending.service.js';
import { LetterViews } from './letter-views.js';
import { LettersController } from './letters.controller.js';
import { LettersRepository } from './letters.repository.js';
import { LettersService } from './letters.service.js';
import { LettersToSign } from './letters-to-sign.js';

@Module({
  imports: [ClassesModule, DocumentsModule, SignaturesModule, SignCodesModule],
  controllers: [LettersController],
  providers: [
    LetterAccess,
    LetterChains,
    LetterDispatch,
    LetterSendingService,
    LetterViews,
    LettersRepository,
    LettersService,
    LettersToSign,
  ],
})
export class LettersModule implements OnModuleInit {
  constructor(
    private readonly books: LetterBooks,
    private readonly documents: DocumentsService,
    private readonly letters: LettersService,
    private readonly book: LettersToSign,
  ) {}

  onModuleInit(): void {
    this.books.keep(this.book);
    this.documents.addLetters(this.letters);
  }
}
