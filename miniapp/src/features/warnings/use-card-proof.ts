import { useEffect } from 'react';
import { call, isTemporary } from '@/shared/api';
import { groupOpening } from '@/shared/platform';

const TRIES = 3;
const PAUSE = 4000;

/**
 * Tells the server, out of WeChat's own mouth, in which group this card was opened. It runs beside the reading and never
 * shows: whoever opened the card came for the warning.
 */
export function useCardProof(relayId: string): void {
  useEffect(() => {
    if (relayId === '') return undefined;
    let left = false;
    void prove(relayId, () => left);
    return () => {
      left = true;
    };
  }, [relayId]);
}

async function prove(relayId: string, hasLeft: () => boolean): Promise<void> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    // WeChat's code is good for one call: what was lost on the way is asked for anew.
    const opening = await groupOpening();
    if ('failure' in opening) return;
    try {
      await call('post', '/cards/{id}/openings', { path: { id: relayId }, body: opening });
      return;
    } catch (error) {
      if (!isTemporary(error) || tries === TRIES || hasLeft()) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE * tries));
    }
  }
}
