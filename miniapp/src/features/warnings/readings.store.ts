import { create } from 'zustand';
import { call, isTemporary, queryClient, type Schemas } from '@/shared/api';
import type { Answered } from '@/shared/answers';
import { clock } from '@/shared/clock';
import { useSession } from '@/shared/session';
import { personRecords } from '@/shared/storage';
import { feedAfter, joined, type FeedWarning, type Reading, type Readings } from './warning.rules';

const RECORD = 'warning-readings';

interface ReadingsState {
  personId: string;
  /** By directive. */
  pending: Readings;
}

/** What the server has not been told of: kept on the phone until it is, also without a network. */
export const useReadings = create<ReadingsState>(() => ({ personId: '', pending: {} }));

let changes: Promise<unknown> = Promise.resolve();

/** One after another: the record on the phone is written whole. */
function inTurn(change: () => Promise<void>): Promise<void> {
  const turn = changes.then(change);
  changes = turn.catch(() => undefined);
  return turn;
}

const current = () => useSession.getState().me?.personId ?? '';

async function open(personId: string): Promise<void> {
  if (useReadings.getState().personId === personId) return;
  const kept = await personRecords(personId).read<Readings>(RECORD);
  useReadings.setState({ personId, pending: kept ?? {} });
}

async function hold(personId: string, pending: Readings): Promise<void> {
  useReadings.setState({ pending });
  await personRecords(personId).write(RECORD, pending);
}

/** The person has opened a warning, listened to it, found it helpful. It is told to the server when there is a network. */
export function noteReading(id: string, told: Schemas['WarningReading'] = {}): void {
  const personId = current();
  if (personId === '') return;
  const reading = { ...told, at: clock.now() };
  void inTurn(async () => {
    await open(personId);
    const { pending } = useReadings.getState();
    await hold(personId, { ...pending, [id]: joined(pending[id], reading) });
  })
    // A full phone: it is told at once, or never.
    .catch(() => undefined)
    .then(sendReadings);
}

/** Tells the server all it does not know. Whatever cannot be told now is told later. */
export function sendReadings(): Promise<void> {
  const personId = current();
  if (personId === '') return Promise.resolve();
  return inTurn(async () => {
    await open(personId);
    for (const [id, reading] of Object.entries(useReadings.getState().pending)) {
      if (!(await send(id, reading))) return;
      const { [id]: _, ...others } = useReadings.getState().pending;
      await hold(personId, others);
    }
  }).catch(() => undefined);
}

/** Whether it is settled: told, or refused for good because the warning is none of theirs. */
async function send(id: string, { at: _, ...body }: Reading): Promise<boolean> {
  try {
    tell(await call('post', '/me/warnings/{id}/reading', { path: { id }, body }));
    return true;
  } catch (error) {
    return !isTemporary(error);
  }
}

function tell(answered: FeedWarning): void {
  const value =
    <T>(change: (value: T) => T) =>
    (old: Answered<T> | undefined) =>
      old && { ...old, value: change(old.value) };
  queryClient.setQueriesData<Answered<Schemas['WarningFeed']>>(
    { queryKey: ['warnings'] },
    value((feed) => feedAfter(feed, answered)),
  );
  queryClient.setQueriesData<Answered<FeedWarning>>(
    { queryKey: ['warning', answered.directiveId] },
    value(() => answered),
  );
}
