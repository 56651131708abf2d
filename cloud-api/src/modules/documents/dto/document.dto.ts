import { ApiSchema } from '@nestjs/swagger';
import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  PhoneIdField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { DocumentKind } from '../../plans/index.js';
import type { DocumentContent, DocumentSection } from '../document.content.js';

/** `notice.resident`: what a paper is, and for whom. */
export const templateKeyPattern = /^(notice|pledge|letter)\.[a-z][a-z_]*$/;

@ApiSchema({ name: 'DocumentSection' })
export class DocumentSectionBody implements DocumentSection {
  @TextField({ max: 60 }) heading: string;
  @TextListField({ max: 20, longest: 1000 }) paragraphs: string[];
  @TextListField({ max: 30, longest: 500 }) items: string[];
}

@ApiSchema({ name: 'DocumentContent' })
export class DocumentContentBody implements DocumentContent {
  @IntegerField({ min: 1, max: 1 }) schema: 1;
  @TextField({ min: 1, max: 80 }) title: string;
  @TextField({ max: 120 }) salutation: string;
  @ListField(DocumentSectionBody, { max: 20 }) sections: DocumentSectionBody[];
  @TextField({ min: 1, max: 500 }) statement: string;
  @TextField({ min: 1, max: 1000 }) agreement: string;
  @TextField({ min: 1, max: 1000 }) dataNotice: string;
}

export class DocumentClip {
  @TextField() dialect: string;
  @TextField() mediaType: string;
  @IntegerField() bytes: number;
  @TextField() sha256: string;
}

/** A published text, as phones keep it. */
export class DocumentVersion {
  @IdField() id: string;
  @IdField() templateId: string;
  /** `notice.resident` …: what plans ask for. */
  @TextField() templateKey: string;
  @EnumField(DocumentKind, 'DocumentKind') kind: DocumentKind;
  @IntegerField() number: number;
  @TextField() title: string;
  @ObjectField(DocumentContentBody) content: DocumentContentBody;
  /** SHA-256 of the canonical JSON of the content. */
  @TextField() hash: string;
  @InstantField() publishedAt: number;
  @InstantField({ nullable: true }) replacedAt: number | null;
  @ListField(DocumentClip) clips: DocumentClip[];
}

export class TemplateVersion {
  @TextField() templateKey: string;
  @IdField() versionId: string;
}

/** What the variables of a place's papers stand for. */
export class PaperPlace {
  /** The village. */
  @IntegerField() regionId: number;
  @TextField() place: string;
  /** The row that names issuer and station; null for what the place's names alone give. */
  @IdField({ nullable: true }) issuerId: string | null;
  @TextField() issuer: string;
  @TextField() station: string;
  @TextField() stationPhone: string;
  /** The versions that hold here now, by template. */
  @ListField(TemplateVersion) versions: TemplateVersion[];
}

/** Everything a phone needs to have papers signed without a network. */
export class CurrentPapers {
  @ListField(DocumentVersion) versions: DocumentVersion[];
  @ListField(PaperPlace) places: PaperPlace[];
}

export class TemplateQuery {
  @IntegerField({ min: 1, query: true }) regionId: number;
}

export class DocumentVersionBrief {
  @IdField() id: string;
  @IntegerField() number: number;
  @TextField() title: string;
  @TextField() hash: string;
  @InstantField() publishedAt: number;
  @InstantField({ nullable: true }) replacedAt: number | null;
}

export class DocumentTemplate {
  @IdField() id: string;
  @TextField() templateKey: string;
  @EnumField(DocumentKind, 'DocumentKind') kind: DocumentKind;
  /** Null for the built-in papers. */
  @IntegerField({ nullable: true }) regionId: number | null;
  @TextField({ nullable: true }) regionName: string | null;
  @TextField() title: string;
  /** Whether it is the one that holds in the region that was asked for. */
  @BooleanField() holds: boolean;
  /** Whether whoever asks may write it. */
  @BooleanField() mayEdit: boolean;
  @IntegerField() revision: number;
  @ObjectField(DocumentContentBody, { nullable: true }) draft: DocumentContentBody | null;
  /** Newest first. */
  @ListField(DocumentVersionBrief) versions: DocumentVersionBrief[];
}

/** Who informs and the local police station, for a region and below until a nearer one says otherwise. */
export class Issuer {
  /** Null for what the names of the places alone give. */
  @IdField({ nullable: true }) id: string | null;
  @IntegerField() regionId: number;
  @TextField() name: string;
  @TextField() stationName: string;
  @TextField() stationPhone: string;
}

export class DocumentTemplateList {
  @ListField(DocumentTemplate) items: DocumentTemplate[];
  @ObjectField(Issuer) issuer: Issuer;
}

export class IssuerChange {
  @TextField({ min: 1, max: 60 }) name: string;
  @TextField({ min: 1, max: 60 }) stationName: string;
  @TextField({ min: 3, max: 30, pattern: /^[0-9][0-9+\-—转（）() 、，,]*$/ }) stationPhone: string;
}

/** A region's own paper in place of the one that holds there; it begins as a copy of that one. */
export class NewTemplate {
  @PhoneIdField() id: string;
  @IntegerField({ min: 1 }) regionId: number;
  @TextField({ min: 3, max: 40, pattern: templateKeyPattern }) templateKey: string;
}

export class DraftChange {
  @IntegerField({ min: 1 }) revision: number;
  @ObjectField(DocumentContentBody) content: DocumentContentBody;
}

export class Publication {
  @IntegerField({ min: 1 }) revision: number;
}

export class PreviewRequest {
  @ObjectField(DocumentContentBody) content: DocumentContentBody;
  @IntegerField({ min: 1 }) regionId: number;
}

/** A text with its variables filled in. */
export class RenderedDocument {
  @TextField() title: string;
  @TextField() salutation: string;
  @ListField(DocumentSectionBody) sections: DocumentSectionBody[];
  @TextField() statement: string;
  @TextField() agreement: string;
  @TextField() dataNotice: string;
}

export class ClipQuery {
  @TextField({ min: 1, max: 20, optional: true }) dialect?: string;
}
