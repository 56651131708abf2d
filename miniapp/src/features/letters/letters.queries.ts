import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, downloadFile, type Schemas } from '@/shared/api';
import { newId } from '@/shared/ids';
import type { RoundDetail } from './letter.rules';

const LIST = 'letters';
const keyOf = (id: string) => ['letter', id];
const PICTURE_TIMEOUT = 30_000;

/** The rounds of a place and below, and the chains that can be started there. */
export function useRounds(regionId: number | undefined) {
  return useQuery({
    queryKey: [LIST, regionId],
    queryFn: ({ signal }) => call('get', '/letter-rounds', { query: { regionId: regionId! } }, { signal }),
    enabled: regionId !== undefined,
  });
}

/** One round with everybody in it. Not kept on the device: it is about people. */
export function useRound(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => call('get', '/letter-rounds/{id}', { path: { id } }, { signal }),
    enabled: id !== '',
  });
}

/** A change whose answer is the round as it is now. */
function useRoundChange<Input>(change: (input: Input) => Promise<RoundDetail>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (round) => queries.setQueryData(keyOf(round.id), round),
    onSettled: () => void queries.invalidateQueries({ queryKey: [LIST] }),
  });
}

export function useStartRound() {
  return useRoundChange((body: Schemas['NewLetterRound']) => call('post', '/letter-rounds', { body }));
}

export function useSendRoster(id: string) {
  return useRoundChange((body: Schemas['LetterRoster']) =>
    call('post', '/letter-rounds/{id}/recipients', { path: { id }, body }),
  );
}

export function useSendToFamilies(id: string) {
  return useRoundChange((classId: string) =>
    call('post', '/letter-rounds/{id}/families', { path: { id }, body: { classId } }),
  );
}

export function useCloseRound(id: string) {
  return useRoundChange((_: void) => call('post', '/letter-rounds/{id}/close', { path: { id } }));
}

export function useRemoveRecipient(roundId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('delete', '/letters/{id}', { path: { id } }),
    onSettled: () => Promise.all([keyOf(roundId), [LIST]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export interface RoundCode {
  code: Schemas['SignCode'];
  /** A local path. */
  picture: string;
}

/** A code that opens the mini-program at the papers of this round, with its picture. */
export function useMakeCode(roundId: string) {
  return useMutation({
    mutationFn: async (hours: number): Promise<RoundCode> => {
      const body = { id: newId(), hours };
      const code = await call('post', '/letter-rounds/{id}/code', { path: { id: roundId }, body });
      return { code, picture: await downloadFile(`/sign-codes/${code.id}/picture`, PICTURE_TIMEOUT) };
    },
  });
}
