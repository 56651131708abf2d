import type { Schemas } from '@/shared/api';

type Report = Schemas['NewScamReport'];

/** What somebody is writing to their office; on the phone with each letter. */
export interface ReportDraft {
  id: string;
  directiveId: string | null;
  /** null: nobody has said; it is asked for at the end, and "other" will do. */
  fraudType: Report['fraudType'] | null;
  story: string;
  phone: string;
  photoIds: string[];
}

export const LONGEST_STORY = 1000;
export const MOST_PHOTOS = 3;

export function emptyReport(id: string, directiveId: string | null): ReportDraft {
  return { id, directiveId, fraudType: null, story: '', phone: '', photoIds: [] };
}

export function isBegun({ story, phone, photoIds, fraudType }: ReportDraft): boolean {
  return story.trim() !== '' || phone.trim() !== '' || photoIds.length > 0 || fraudType !== null;
}

/** What keeps it from being sent, as somebody is told it; null when it can be. */
export function missingIn({ story, phone }: ReportDraft): string | null {
  if (story.trim() === '') return '请说一说是怎么回事，一句话就行。';
  if (phone.trim() !== '' && !isCallable(phone)) return '电话号码不对，请看看多了还是少了数字。也可以不填。';
  return null;
}

/** A mobile number, or a landline with its area code. */
function isCallable(phone: string): boolean {
  const digits = phone.replace(/[\s-]/g, '').replace(/^\+?86(?=1)/, '');
  return /^1[3-9]\d{9}$/.test(digits) || /^0\d{9,11}$/.test(digits);
}

/** As the server takes it: what was left empty is absent. */
export function reportBody(draft: ReportDraft, ofWarning: Report['fraudType'] | null): Report {
  const { id, directiveId, fraudType, story, phone, photoIds } = draft;
  return {
    id,
    ...(directiveId !== null && { directiveId }),
    fraudType: fraudType ?? ofWarning ?? 'other',
    story: story.trim(),
    ...(phone.trim() !== '' && { phone: phone.trim() }),
    ...(photoIds.length > 0 && { photoIds }),
  };
}
