import type { PulledDoor } from './door.rules';

export type DoorPaper = PulledDoor['papers']['owed'][number];

export function openPapers({ papers }: Pick<PulledDoor, 'papers'>): DoorPaper[] {
  return papers.owed.filter(({ signed }) => !signed);
}

const COUNTS = ['', '一', '两', '三', '四', '五', '六'];

/** 签两份文书; one is called by its kind. */
export function signingName(open: readonly DoorPaper[], kinds: Record<DoorPaper['kind'], string>): string {
  const [first] = open;
  if (first && open.every(({ kind }) => kind === first.kind)) return `签${kinds[first.kind]}`;
  return `签${COUNTS[open.length] ?? ` ${open.length} `}份文书`;
}

/** Whose signature it must be, where not anybody's of the door suffices. */
export function signerName(paper: DoorPaper, { residents }: Pick<PulledDoor, 'residents'>): string | null {
  if (paper.residentId === null) return null;
  return residents.find(({ id }) => id === paper.residentId)?.name ?? '不在名单上的人';
}
