import type { Schemas } from '@/shared/api';

type Certificate = Schemas['Certificate'];

interface CertificateWays {
  request(): Promise<Certificate>;
  look(id: string): Promise<Certificate>;
  pause(): Promise<unknown>;
  /** Whether anybody still waits for it. */
  isWanted(): boolean;
}

/** The server could not make the certificate; another try may succeed. */
export class CertificateFailed extends Error {
  override name = 'CertificateFailed';
}

function isUnderWay({ state }: Certificate): boolean {
  return state === 'queued' || state === 'running';
}

/** Asks for a certificate and looks at it until it is made; null when the person has gone meanwhile. */
export async function makeCertificate({
  request,
  look,
  pause,
  isWanted,
}: CertificateWays): Promise<Certificate | null> {
  let certificate = await request();
  while (isUnderWay(certificate)) {
    await pause();
    if (!isWanted()) return null;
    certificate = await look(certificate.id);
  }
  if (certificate.state === 'failed') throw new CertificateFailed(certificate.id);
  return isWanted() ? certificate : null;
}
