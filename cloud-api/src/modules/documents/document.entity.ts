import { Entity, Index } from 'typeorm';
import { BigColumn, IdColumn, IntColumn, KeyColumn, LongTextColumn, TextColumn } from '../../common/database/index.js';

/** A paper that people sign, built in (no region) or an office's own, which holds in its region instead. */
@Entity('document_templates')
@Index('ix_document_templates_key', ['templateKey', 'regionId'])
export class DocumentTemplateEntity {
  @KeyColumn() id: string;
  /** `notice.resident`, `pledge.finance`, `letter.village` …: what plans ask for. */
  @TextColumn(40) templateKey: string;
  @TextColumn(24) kind: string;
  @IntColumn({ nullable: true }) regionId: number | null;
  @TextColumn(80) title: string;
  /** The content being written, as JSON; null between versions. */
  @LongTextColumn({ nullable: true }) draft: string | null;
  /** Raised with every change of the draft. */
  @IntColumn({ default: 1 }) revision: number;
  @BigColumn() createdAt: number;
  @IdColumn({ nullable: true }) createdBy: string | null;
}

/** A published text. It never changes: `hash` is the SHA-256 of its canonical JSON, and stands in all evidence. */
@Entity('document_versions')
@Index('ux_document_versions_number', ['templateId', 'number'], { unique: true })
export class DocumentVersionEntity {
  @KeyColumn() id: string;
  @IdColumn() templateId: string;
  @IntColumn() number: number;
  @TextColumn(80) title: string;
  @LongTextColumn() content: string;
  @TextColumn(64) hash: string;
  @BigColumn() publishedAt: number;
  @IdColumn({ nullable: true }) publishedBy: string | null;
  /** When the next version was published; what was read before it may still be signed. */
  @BigColumn({ nullable: true }) replacedAt: number | null;
}

/** A recording of one version read aloud, in 普通话 or a dialect. */
@Entity('document_clips')
@Index('ux_document_clips_dialect', ['versionId', 'dialect'], { unique: true })
export class DocumentClipEntity {
  @KeyColumn() id: string;
  @IdColumn() versionId: string;
  @TextColumn(20) dialect: string;
  /** The text that was read: a recording never belongs to another. */
  @TextColumn(64) versionHash: string;
  @TextColumn(64) sha256: string;
  @TextColumn(40) mediaType: string;
  @IntColumn() bytes: number;
  @IdColumn() fileId: string;
  @BigColumn() createdAt: number;
  @IdColumn() createdBy: string;
}

/** Who informs, and the local police station, as the papers of a region name them. A change is a new row. */
@Entity('issuers')
@Index('ix_issuers_region', ['regionId', 'replacedAt'])
export class IssuerEntity {
  @KeyColumn() id: string;
  @IntColumn() regionId: number;
  @TextColumn(60) name: string;
  @TextColumn(60) stationName: string;
  @TextColumn(30) stationPhone: string;
  @BigColumn() createdAt: number;
  @IdColumn() createdBy: string;
  @BigColumn({ nullable: true }) replacedAt: number | null;
}
