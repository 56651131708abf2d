import {
  BooleanField,
  EnumField,
  IdField,
  IdListField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  PhoneIdField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { Location } from '../../doors/index.js';
import { Relation } from '../../plans/index.js';
import { Capacity, DeclineReason, Mark, SigningMethod } from '../signing.rules.js';

export const mostPapers = 6;
const templateKey = /^(notice|pledge|letter)\.[a-z_]+$/;

/** One paper of a sitting: what was shown, and how it was read. */
export class SignedPaper {
  /** The signature's id, made on the phone. */
  @PhoneIdField() id: string;
  @IdField() versionId: string;
  /** The 责任书 of a chain that it answers. */
  @IdField({ optional: true }) letterId?: string;
  @InstantField() openedAt: number;
  /** Milliseconds for which the text was on the screen. */
  @IntegerField({ max: 86_400_000 }) dwellMs: number;
  @BooleanField() reachedEnd: boolean;
  /** Milliseconds of it that were read aloud. */
  @IntegerField({ max: 86_400_000 }) playedMs: number;
  /** The signature in force that this one takes the place of. */
  @IdField({ optional: true }) replaces?: string;
}

export class Signer {
  /** One of the door's residents; absent for somebody who is not in the book. */
  @IdField({ optional: true }) residentId?: string;
  @TextField({ min: 1, max: 30 }) name: string;
  @EnumField(Relation, 'Relation') relation: Relation;
  @EnumField(Capacity, 'Capacity') capacity: Capacity;
  /** For whom, and why they cannot: needed of a proxy; the pupil's class of a guardian. */
  @TextField({ min: 1, max: 60, optional: true }) onBehalfOf?: string;
  @TextField({ min: 1, max: 100, optional: true }) proxyReason?: string;
  /** The phone belongs to somebody else of the family. */
  @BooleanField({ optional: true }) sharedPhone?: boolean;
}

/** At most 20,000 characters of strokes and of the picture: together they fit the log. */
export class SignatureInk {
  /** One text for each stroke: `x,y,t` of its first point, then differences, in thousandths of the width and milliseconds. */
  @TextListField({ max: 80, longest: 20_000, pattern: /^-?\d{1,6}(,-?\d{1,6})*$/ }) strokes: string[];
  /** The picture as it was drawn: PNG, base64. */
  @TextField({ min: 20, max: 20_000, pattern: /^[A-Za-z0-9+/]+={0,2}$/ }) image: string;
}

class Sitting {
  @ListField(SignedPaper, { max: mostPapers }) papers: SignedPaper[];
  @ObjectField(Signer) signer: Signer;
  @EnumField(Mark, 'Mark') mark: Mark;
  /** Needed for a drawn mark. */
  @ObjectField(SignatureInk, { optional: true }) ink?: SignatureInk;
  @InstantField() signedAt: number;
  /** Who informed, as the phone showed it. */
  @IdField({ optional: true }) issuerId?: string;
  @ObjectField(Location, { optional: true }) location?: Location;
  /** Make and system of the phone, `HUAWEI nova / WeChat 8.0`. */
  @TextField({ max: 80, optional: true }) device?: string;
}

/** Papers signed before a worker: on the worker's phone, or on paper. */
export class PapersSignPayload extends Sitting {
  @IdField() doorId: string;
  @EnumField(SigningMethod, 'SigningMethod') method: SigningMethod;
  /** The signed pages, or the thumbprint: needed for those marks. */
  @IdListField({ max: 6, optional: true }) photoIds?: string[];
  @IdField({ optional: true }) visitId?: string;
}

/** Papers signed on one's own WeChat: a household's, by the code at its door or as its resident, or one's own 责任书. */
export class PapersSignOwnPayload extends Sitting {
  @IdField({ optional: true }) doorId?: string;
  /** The scene of the code that was scanned. */
  @TextField({ min: 16, max: 32, pattern: /^[A-Za-z0-9_-]+$/, optional: true }) scene?: string;
}

export class PapersDeclinePayload {
  @IdField() doorId: string;
  @TextListField({ max: mostPapers, longest: 40, pattern: templateKey }) templates: string[];
  @EnumField(DeclineReason, 'DeclineReason') reason: DeclineReason;
  @TextField({ max: 200, optional: true }) note?: string;
  @InstantField() declinedAt: number;
}
