import type { DoorRecord } from '@/features/doors';
import type { VisitDraft } from '../visits.rules';

/** Every step of the register sees the door and the whole draft, and changes a part of it. */
export interface StepProps {
  door: DoorRecord;
  draft: VisitDraft;
  change(patch: Partial<VisitDraft>): void;
}
