import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDemoPeople } from '@/features/people';
import { call, type Schemas } from '@/shared/api';
import type { GroupProof } from '@/shared/platform';
import type { Group, GroupDetail } from './group.rules';
import { inParts } from './joins.rules';

const LIST = 'chat-groups';
const ONE = 'chat-group';
const JOINS = 'group-joins';
const RATES = 'join-rates';
const LARGEST_PAGE = 200;
const MOST_LISTED = 2000;

export interface Groups {
  items: Group[];
  counts: Schemas['GroupCounts'];
  /** There are more than can be listed: a smaller place has to be chosen. */
  cut: boolean;
}

/** All groups of a plan in a place. Not kept on the device: it is about people. */
export function useGroups(planId: string | undefined, regionId: number | undefined) {
  return useQuery({
    queryKey: [LIST, planId, regionId],
    queryFn: async ({ signal }): Promise<Groups> => {
      const items: Group[] = [];
      let after: string | undefined;
      let counts: Schemas['GroupCounts'];
      do {
        const query = { planId: planId!, regionId, limit: LARGEST_PAGE, after };
        const page = await call('get', '/chat-groups', { query }, { signal });
        items.push(...page.items);
        counts = page.counts;
        after = page.next ?? undefined;
      } while (after !== undefined && items.length < MOST_LISTED);
      return { items, counts, cut: after !== undefined };
    },
    enabled: planId !== undefined,
  });
}

export function useMyGroups(enabled: boolean) {
  return useQuery({
    queryKey: [LIST, 'mine'],
    queryFn: ({ signal }) => call('get', '/chat-groups/mine', {}, { signal }),
    enabled,
  });
}

export function useGroup(id: string | undefined) {
  return useQuery({
    queryKey: [ONE, id],
    queryFn: ({ signal }) => call('get', '/chat-groups/{id}', { path: { id: id! } }, { signal }),
    enabled: Boolean(id),
  });
}

/** A change whose answer is the group as it is now. */
function useGroupChange<Input>(change: (input: Input) => Promise<GroupDetail>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (group) => queries.setQueryData([ONE, group.id], group),
    onSettled: () => queries.invalidateQueries({ queryKey: [LIST] }),
  });
}

type Change = Omit<Schemas['ChatGroupChange'], 'baseVersion'>;

export function useChangeGroup({ id, version }: Pick<GroupDetail, 'id' | 'version'>) {
  return useGroupChange((change: Change) =>
    call('patch', '/chat-groups/{id}', { path: { id }, body: { ...change, baseVersion: version } }),
  );
}

export function useChangePerson(id: string) {
  return useGroupChange((body: Schemas['GroupPersonChange']) =>
    call('post', '/chat-groups/{id}/people', { path: { id }, body }),
  );
}

export function useReportSize(id: string) {
  return useGroupChange((size: number) => call('post', '/chat-groups/{id}/size', { path: { id }, body: { size } }));
}

export function useUnbind(id: string) {
  return useGroupChange((reason: string) =>
    call('post', '/chat-groups/{id}/unbinding', { path: { id }, body: { reason } }),
  );
}

export function useAddGroup() {
  return useGroupChange((body: Schemas['NewChatGroup']) => call('post', '/chat-groups', { body }));
}

/** Hands in what WeChat said of the group in which a registration card was opened. */
export function useOpenCard(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (proof: () => Promise<GroupProof>) =>
      call('post', '/chat-groups/{id}/cards', { path: { id }, body: await proof() }),
    onSettled: () => Promise.all([[ONE, id], [LIST]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** Whether this is a demonstration, which plays WeChat itself. */
export function useIsDemo(): boolean {
  return useDemoPeople().data != null;
}

/** A demonstration has no WeChat: its server plays the group. */
export function demoEntry(groupId: string): Promise<GroupProof> {
  return call('post', '/demo/group-entry', { body: { groupId } });
}

export function useJoins(id: string) {
  return useQuery({
    queryKey: [JOINS, id],
    queryFn: ({ signal }) => call('get', '/chat-groups/{id}/joins', { path: { id } }, { signal }),
    enabled: id !== '',
  });
}

export function useTick(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (marks: Schemas['JoinMarks']) => {
      let roll: Schemas['JoinRoll'] | undefined;
      for (const body of inParts(marks)) roll = await call('post', '/chat-groups/{id}/joins', { path: { id }, body });
      return roll;
    },
    onSuccess: (roll) => roll && queries.setQueryData([JOINS, id], roll),
    onSettled: () => Promise.all([[RATES], [ONE, id]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export function useJoinRates(planId: string | undefined, regionId: number | undefined) {
  return useQuery({
    queryKey: [RATES, planId, regionId],
    queryFn: ({ signal }) =>
      call('get', '/chat-groups/join-rates', { query: { planId: planId!, regionId: regionId! } }, { signal }),
    enabled: planId !== undefined && regionId !== undefined,
  });
}

const ABSENCES = 'absences';

export function useAbsences(past: boolean) {
  return useQuery({
    queryKey: [ABSENCES, past],
    queryFn: ({ signal }) => call('get', '/absences', { query: past ? { all: 'true' } : {} }, { signal }),
  });
}

function useAbsenceChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Who stands in shows in groups, relays and lists.
    onSettled: () => Promise.all([ABSENCES, ONE].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
}

export function useAddAbsence() {
  return useAbsenceChange((body: Schemas['NewAbsence']) => call('post', '/absences', { body }));
}

export function useCancelAbsence() {
  return useAbsenceChange((id: string) => call('delete', '/absences/{id}', { path: { id } }));
}
