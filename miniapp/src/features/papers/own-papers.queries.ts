import { useMemo } from 'react';
import { useAnswer } from '@/shared/answers';
import { call } from '@/shared/api';
import { useOutbox } from '@/shared/outbox';
import { keptSignings, toSign } from './own-papers.rules';

/** The papers of one's household, and what one has signed. */
export function useMyPapers() {
  return useAnswer(['my-papers'], (signal) => call('get', '/me/papers', {}, { signal }));
}

/** The 责任书 that were sent to one. */
export function useMyLetters() {
  return useAnswer(['my-letters'], (signal) => call('get', '/me/letters', {}, { signal }));
}

/** What is to be signed, with what this phone still holds taken off. */
export function useToSign() {
  const papers = useMyPapers();
  const letters = useMyLetters();
  const entries = useOutbox((outbox) => outbox.entries);
  const left = useMemo(
    () => toSign(papers.data?.value, letters.data?.value.items, keptSignings(entries)),
    [papers.data, letters.data, entries],
  );
  return { papers, letters, left };
}
