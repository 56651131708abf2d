import type { Actor } from '../../common/auth/index.js';
import { Problem } from '../../common/problem/index.js';
import type { Clip, DirectiveRecord, Draft } from './directive-records.js';
import type { DirectiveDraft, DirectiveState } from './dto/directive.dto.js';

/** What the services that write directives share. */
export function draftOf(
  { kind, severity, content, targets }: DirectiveDraft,
  clip: Clip | null,
  amendReason: string | null,
): Draft {
  return { kind, severity, content: contentOf(content, clip), targets: { ...targets }, amendReason };
}

export function contentOf(
  { title, body, fraudType, photoIds }: DirectiveDraft['content'],
  clip: Clip | null,
): Draft['content'] {
  return { title, body, fraudType: fraudType ?? null, photoIds: photoIds ?? [], clip };
}

export function about(type: string, { personId }: Actor, { id, regionId }: { id: string; regionId: number }) {
  return { type, actorId: personId, subject: { kind: 'directive', id }, regionId };
}

export function requireState({ state }: DirectiveRecord, wanted: DirectiveState): void {
  if (state !== wanted) throw Problem.conflict(`the directive is ${state}`);
}

export function stale(): Problem {
  return Problem.conflict('somebody else changed the directive: read it again');
}
