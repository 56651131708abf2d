import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Problem } from '../../common/problem/index.js';
import type {
  CurrentPapers,
  DocumentTemplate,
  DocumentTemplateList,
  DocumentVersion,
  DraftChange,
  Issuer,
  IssuerChange,
  NewTemplate,
  PreviewRequest,
  RenderedDocument,
} from './dto/document.dto.js';

/** The papers people sign: their texts in versions that never change, and who issues them where. */
@Injectable()
export class DocumentsService {
  current(_actor: Actor): Promise<CurrentPapers> {
    throw Problem.notFound();
  }
  templates(_actor: Actor, _regionId: number): Promise<DocumentTemplateList> {
    throw Problem.notFound();
  }
  create(_actor: Actor, _asked: NewTemplate): Promise<DocumentTemplate> {
    throw Problem.notFound();
  }
  write(_actor: Actor, _id: string, _draft: DraftChange): Promise<DocumentTemplate> {
    throw Problem.notFound();
  }
  publish(_actor: Actor, _id: string, _revision: number): Promise<DocumentTemplate> {
    throw Problem.notFound();
  }
  preview(_actor: Actor, _asked: PreviewRequest): Promise<RenderedDocument> {
    throw Problem.notFound();
  }
  version(_id: string): Promise<DocumentVersion> {
    throw Problem.notFound();
  }
  nameIssuer(_actor: Actor, _regionId: number, _change: IssuerChange): Promise<Issuer> {
    throw Problem.notFound();
  }
}
