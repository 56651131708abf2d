import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Problem } from '../../common/problem/index.js';
import type { SignCode } from '../sign-codes/index.js';
import type {
  LetterCode,
  LetterRoundDetail,
  LetterRoundList,
  MyLetter,
  NewLetterRound,
  RosterLine,
} from './dto/letter.dto.js';

/** 责任书 sent down a chain, level by level. */
@Injectable()
export class LettersService {
  mine(_actor: Actor): Promise<MyLetter[]> {
    throw Problem.notFound();
  }
  list(_actor: Actor, _regionId: number): Promise<LetterRoundList> {
    throw Problem.notFound();
  }
  start(_actor: Actor, _asked: NewLetterRound): Promise<LetterRoundDetail> {
    throw Problem.notFound();
  }
  one(_actor: Actor, _id: string): Promise<LetterRoundDetail> {
    throw Problem.notFound();
  }
  send(_actor: Actor, _id: string, _lines: readonly RosterLine[]): Promise<LetterRoundDetail> {
    throw Problem.notFound();
  }
  sendToFamilies(_actor: Actor, _id: string, _classId: string): Promise<LetterRoundDetail> {
    throw Problem.notFound();
  }
  code(_actor: Actor, _id: string, _code: LetterCode): Promise<SignCode> {
    throw Problem.notFound();
  }
  close(_actor: Actor, _id: string): Promise<LetterRoundDetail> {
    throw Problem.notFound();
  }
  remove(_actor: Actor, _id: string): Promise<void> {
    throw Problem.notFound();
  }
}
