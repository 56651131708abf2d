import { queryClient } from '@/shared/api';
import { useOutbox } from '@/shared/outbox';

/** What the server has just been told changes what it answers: boards and lists are asked for anew. */
export function refreshAfterSync(): void {
  useOutbox.subscribe(({ counts }, before) => {
    if (counts.waiting < before.counts.waiting) void queryClient.invalidateQueries();
  });
}
