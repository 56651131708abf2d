import type { DirectiveRecord, Draft, Progress, VersionRecord } from './directive-records.js';
import type { Directive, DirectiveBrief, DirectiveDraft, DirectiveVersion } from './dto/directive.dto.js';

const nothingYet: Progress = { groups: 0, proved: 0, pushed: 0, late: 0 };

/** What people read stands first; before it is published, the draft. */
export function toBrief(
  directive: DirectiveRecord,
  versions: ReadonlyMap<string, VersionRecord>,
  progress: ReadonlyMap<string, Progress>,
  mayApprove: boolean,
): DirectiveBrief {
  const { currentVersionId, draft } = directive;
  const version = currentVersionId === null ? undefined : versions.get(currentVersionId);
  const { groups, proved, pushed, late } = (version && progress.get(version.id)) ?? nothingYet;
  return {
    id: directive.id,
    kind: version?.kind ?? draft.kind,
    severity: version?.severity ?? draft.severity,
    title: version?.title ?? draft.content.title,
    state: directive.state,
    regionId: directive.regionId,
    regionName: directive.regionName,
    createdAt: directive.createdAt,
    publishedAt: directive.publishedAt,
    number: version?.number ?? 0,
    groups,
    proved,
    pushed,
    late,
    mayApprove,
  };
}

export function toDirective(
  directive: DirectiveRecord,
  versions: readonly VersionRecord[],
  progress: ReadonlyMap<string, Progress>,
  may: { mayEdit: boolean; mayApprove: boolean },
): Directive {
  const { requestedAt, requestedByName, check } = directive;
  const isAsked = requestedAt !== null && check?.reason;
  return {
    ...toBrief(directive, new Map(versions.map((version) => [version.id, version])), progress, may.mayApprove),
    planId: directive.planId,
    revision: directive.revision,
    createdByName: directive.createdByName,
    draft: toDraft(directive.draft),
    hasClip: directive.draft.content.clip !== null,
    versions: versions.map(toVersion),
    approval: isAsked ? { reason: check.reason!, requestedByName: requestedByName ?? '', requestedAt } : null,
    returnedBecause: directive.returnedBecause,
    recalledAt: directive.recalledAt,
    recallReason: directive.recallReason,
    mayEdit: may.mayEdit,
  };
}

function toVersion(version: VersionRecord): DirectiveVersion {
  return {
    id: version.id,
    number: version.number,
    severity: version.severity,
    content: toContent(version.content),
    hash: version.hash,
    publishedAt: version.publishedAt,
    publishedByName: version.publishedByName,
    approvedByName: version.approvedByName,
    check: version.check?.verdict ?? null,
    amendReason: version.amendReason,
    hasClip: version.content.clip !== null,
  };
}

function toDraft({ kind, severity, content, targets }: Draft): DirectiveDraft {
  return { kind, severity, content: toContent(content), targets };
}

function toContent({ title, body, fraudType, photoIds }: Draft['content']) {
  return { title, body, photoIds, ...(fraudType === null ? {} : { fraudType }) };
}
