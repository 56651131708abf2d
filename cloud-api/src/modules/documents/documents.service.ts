import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Database, type Queryable } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { DocumentKind } from '../plans/index.js';
import { ClipRepository } from './clip.repository.js';
import { toVersion } from './document.mapper.js';
import { DocumentRepository, type VersionHead } from './document.repository.js';
import { kindOfTemplate } from './document.rules.js';
import type { CurrentPapers, DocumentVersion, PaperPlace } from './dto/document.dto.js';
import { IssuerRepository, type IssuerRecord } from './issuer.repository.js';
import { PaperPlaces } from './paper-places.js';
import { PaperVillages } from './paper-villages.js';

/** Which versions have been sent to somebody as 责任书; the letters module knows. */
export interface LetterVersions {
  /** The ids of the versions that the person has to sign, or has signed. */
  of(on: Queryable, actor: Actor): Promise<readonly string[]>;
}

/** The papers people sign, as readers and other modules see them: published texts that never change, and where each holds. */
@Injectable()
export class DocumentsService {
  private readonly letters: LetterVersions[] = [];

  constructor(
    private readonly documents: DocumentRepository,
    private readonly clips: ClipRepository,
    private readonly issuers: IssuerRepository,
    private readonly places: PaperPlaces,
    private readonly villages: PaperVillages,
    private readonly database: Database,
  ) {}

  addLetters(letters: LetterVersions): void {
    this.letters.push(letters);
  }

  /** Everything a phone needs to have papers signed, or to read them, without a network. */
  async current(actor: Actor): Promise<CurrentPapers> {
    const villageIds = await this.villages.of(this.database, actor);
    const places = [...(await this.placesOf(this.database, villageIds)).values()].map(withoutLetters);
    const sent = await Promise.all(this.letters.map((letters) => letters.of(this.database, actor)));
    const ids = [...places.flatMap(({ versions }) => versions.map(({ versionId }) => versionId)), ...sent.flat()];
    return { versions: await this.described(ids), places };
  }

  /** A published text; a 404 when there is none such. */
  async version(id: string): Promise<DocumentVersion> {
    const [version] = await this.described([id]);
    if (!version) throw Problem.notFound();
    return version;
  }

  /** Versions without their texts by their ids, current or replaced; unknown ids are left out. */
  async headsByIds(on: Queryable, ids: readonly string[]): Promise<Map<string, VersionHead>> {
    return new Map((await this.documents.heads(on, ids)).map((version) => [version.id, version]));
  }

  /** The versions that hold at a path now, by key; keys without any are left out. */
  currentVersions(on: Queryable, path: string, templateKeys: readonly string[]): Promise<Map<string, VersionHead>> {
    return this.places.currentVersions(on, path, templateKeys);
  }

  /** What the variables of papers stand for in villages (or units), and the versions that hold there, by region. */
  placesOf(on: Queryable, regionIds: readonly number[]): Promise<Map<number, PaperPlace>> {
    return this.places.of(on, regionIds);
  }

  /** What the papers are called, by template key: the built-in ones, whatever regions call theirs. */
  titles(on: Queryable): Promise<Map<string, string>> {
    return this.documents.titles(on);
  }

  /** Who informed, by the id that evidence names; replaced ones too. */
  async issuersByIds(on: Queryable, ids: readonly string[]): Promise<Map<string, IssuerRecord>> {
    return new Map((await this.issuers.byIds(on, ids)).map((issuer) => [issuer.id, issuer]));
  }

  private async described(ids: readonly string[]): Promise<DocumentVersion[]> {
    const versions = await this.documents.versions(this.database, ids);
    const clips = await this.clips.of(
      this.database,
      versions.map(({ id }) => id),
    );
    return versions.map((version) => toVersion(version, clips));
  }
}

/** 责任书 come with the round they are sent in. */
function withoutLetters(place: PaperPlace): PaperPlace {
  const isPaper = (templateKey: string) => kindOfTemplate(templateKey) !== DocumentKind.ResponsibilityLetter;
  return { ...place, versions: place.versions.filter(({ templateKey }) => isPaper(templateKey)) };
}
