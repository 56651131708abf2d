import type { Schemas } from '@/shared/api';
import { CertificateFailed, makeCertificate } from './certificate';

type State = Schemas['CertificateState'];

const certificate = (state: State): Schemas['Certificate'] => ({
  id: 'certificate',
  signatureId: 'signature',
  state,
  fileName: null,
  expiresAt: null,
});

function ways(states: State[], { leavesAfter = Infinity } = {}) {
  let looks = 0;
  let pauses = 0;
  return {
    ways: {
      request: async () => certificate(states[0]!),
      look: async () => certificate(states[(looks += 1)]!),
      pause: async () => {
        pauses += 1;
      },
      isWanted: () => pauses <= leavesAfter,
    },
    pauses: () => pauses,
  };
}

describe('a certificate', () => {
  it('is looked at until it is made, with a pause before each look', async () => {
    const { ways: of, pauses } = ways(['queued', 'running', 'running', 'done']);
    expect((await makeCertificate(of))?.state).toBe('done');
    expect(pauses()).toBe(3);
  });

  it('that is there already is not waited for', async () => {
    const { ways: of, pauses } = ways(['done']);
    expect(await makeCertificate(of)).not.toBeNull();
    expect(pauses()).toBe(0);
  });

  it('that could not be made is an error', async () => {
    await expect(makeCertificate(ways(['queued', 'failed']).ways)).rejects.toBeInstanceOf(CertificateFailed);
  });

  it('is given up when the person leaves the page', async () => {
    const { ways: of, pauses } = ways(['queued', 'running', 'running', 'done'], { leavesAfter: 1 });
    expect(await makeCertificate(of)).toBeNull();
    expect(pauses()).toBe(2);
  });
});
