import type { Actor } from '../../common/auth/index.js';
import type { FieldError } from '../../common/problem/index.js';
import { type ReceivedCommand, toleratedFutureMs } from '../sync/index.js';
import type { PapersSignOwnPayload, PapersSignPayload, SignedPaper } from './dto/signing-commands.dto.js';
import { inkErrors } from './ink.rules.js';
import { Capacity, Mark, SigningMethod } from './signing.rules.js';

export type AnySigning = PapersSignPayload | PapersSignOwnPayload;
export type SigningCommand<P extends AnySigning = AnySigning> = ReceivedCommand<P>;

const marksOf: Record<SigningMethod, readonly Mark[]> = {
  witnessed: [Mark.Drawn, Mark.Confirmed],
  // Nobody stands by: a tap alone would prove too little.
  wechat: [Mark.Drawn],
  paper: [Mark.Thumbprint, Mark.Photo],
};

export function methodOf(payload: AnySigning): SigningMethod {
  return 'method' in payload ? payload.method : SigningMethod.Wechat;
}

export function photosOf(payload: AnySigning): readonly string[] {
  return ('photoIds' in payload && payload.photoIds) || [];
}

/** When it was signed, by the phone's clock set right. */
export function signedAtOf({ payload, clockOffset }: SigningCommand): number {
  return payload.signedAt + clockOffset;
}

/** What is wrong with a sitting by itself, whatever the database holds. */
export function sittingErrors(command: SigningCommand): FieldError[] {
  const { payload, receivedAt } = command;
  const errors: FieldError[] = [];
  const wrong = (field: string, rule: string) => errors.push({ field: `payload.${field}`, rule });
  if (payload.papers.length === 0) wrong('papers', 'not_empty');
  if (signedAtOf(command) > receivedAt + toleratedFutureMs) wrong('signedAt', 'not_in_future');
  payload.papers.forEach((paper, index) => {
    if (payload.papers.findIndex(({ id }) => id === paper.id) < index) wrong(`papers.${index}.id`, 'unique');
    if (paper.openedAt > payload.signedAt) wrong(`papers.${index}.openedAt`, 'not_after_signing');
  });
  const { capacity, onBehalfOf, proxyReason } = payload.signer;
  if (capacity === Capacity.Proxy && onBehalfOf === undefined) wrong('signer.onBehalfOf', 'required_for_proxy');
  if (capacity === Capacity.Proxy && proxyReason === undefined) wrong('signer.proxyReason', 'required_for_proxy');
  errors.push(...markErrors(payload));
  return errors;
}

function markErrors(payload: AnySigning): FieldError[] {
  const { mark, ink } = payload;
  const isDrawn = mark === Mark.Drawn;
  const isOnPaper = methodOf(payload) === SigningMethod.Paper;
  if (!marksOf[methodOf(payload)].includes(mark)) return [{ field: 'payload.mark', rule: 'mark_of_method' }];
  if (isDrawn && ink === undefined) return [{ field: 'payload.ink', rule: 'required_when_drawn' }];
  if (!isDrawn && ink !== undefined) return [{ field: 'payload.ink', rule: 'only_when_drawn' }];
  if (isOnPaper && photosOf(payload).length === 0) return [{ field: 'payload.photoIds', rule: 'required' }];
  return ink === undefined ? [] : inkErrors(ink, 'payload.ink');
}

export function allPapers(commands: readonly SigningCommand[]): SignedPaper[] {
  return commands.flatMap(({ payload }) => payload.papers);
}

export function letterIdsOf(commands: readonly SigningCommand[]): string[] {
  return unique(allPapers(commands).flatMap(({ letterId }) => letterId ?? []));
}

export function authorsOf(commands: readonly ReceivedCommand[]): Actor[] {
  return commands.map(({ author }) => author);
}

export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
