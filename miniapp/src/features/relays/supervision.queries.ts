import { call, type Schemas } from '@/shared/api';
import { dial } from '@/shared/platform';
import { useRelayChange } from './relays.queries';
import { MOST_URGED } from './supervision.rules';

/** Tells the pushers of these relays once more; the server spares those urged a moment ago. */
export function useUrge() {
  return useRelayChange(async (relayIds: readonly string[]): Promise<Schemas['UrgeAnswer']> => {
    const sum = { urged: 0, spared: 0 };
    for (let start = 0; start < relayIds.length; start += MOST_URGED) {
      const body = { relayIds: relayIds.slice(start, start + MOST_URGED) };
      const { urged, spared } = await call('post', '/relays/urges', { body });
      sum.urged += urged;
      sum.spared += spared;
    }
    return sum;
  });
}

/** Whether a supervisor saw it in the group. */
export function useAttest(relayId: string) {
  return useRelayChange((body: Schemas['Attestation']) =>
    call('post', '/relays/{id}/attestations', { path: { id: relayId }, body }),
  );
}

/** 特急: those below begin without this hop. */
export function useSkip(relayId: string) {
  return useRelayChange((reason: string) =>
    call('post', '/relays/{id}/skip', { path: { id: relayId }, body: { reason } }),
  );
}

/** Asks for a pusher's number, which is recorded, and dials it. */
export function useCallPusher(relayId: string) {
  return useRelayChange(async (personId: string) => {
    const pusher = await call('post', '/relays/{id}/calls', { path: { id: relayId }, body: { personId } });
    if (pusher.phone !== null) dial(pusher.phone);
    return pusher;
  });
}
