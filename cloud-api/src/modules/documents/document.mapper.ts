import type { ClipRecord } from './clip.repository.js';
import type { TemplateRecord, VersionHead, VersionRecord } from './document.repository.js';
import type { DocumentClip, DocumentTemplate, DocumentVersion, DocumentVersionBrief } from './dto/document.dto.js';

export function toVersion(version: VersionRecord, clips: readonly ClipRecord[]): DocumentVersion {
  const { id, templateId, templateKey, kind, number, title, content, hash, publishedAt, replacedAt } = version;
  return {
    id,
    templateId,
    templateKey,
    kind,
    number,
    title,
    content,
    hash,
    publishedAt,
    replacedAt,
    clips: clips.filter(({ versionId }) => versionId === id).map(toClip),
  };
}

export function toClip({ dialect, mediaType, bytes, sha256 }: ClipRecord): DocumentClip {
  return { dialect, mediaType, bytes, sha256 };
}

/** `mayEdit` decides whether the draft is shown: what is not published is its writers' own. */
export function toTemplate(
  template: TemplateRecord,
  versions: readonly VersionHead[],
  { holds, mayEdit }: { holds: boolean; mayEdit: boolean },
): DocumentTemplate {
  const { id, templateKey, kind, regionId, regionName, title, draft, revision } = template;
  const own = versions.filter(({ templateId }) => templateId === id).map(toBrief);
  return {
    id,
    templateKey,
    kind,
    regionId,
    regionName,
    title,
    holds,
    mayEdit,
    revision,
    draft: mayEdit ? draft : null,
    versions: own,
  };
}

function toBrief({ id, number, title, hash, publishedAt, replacedAt }: VersionHead): DocumentVersionBrief {
  return { id, number, title, hash, publishedAt, replacedAt };
}
