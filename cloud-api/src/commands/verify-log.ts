import 'reflect-metadata';
import { SignatureVerifier } from '../modules/signatures/index.js';
import { runCommand, withServices } from './services.js';

/**
 * Walks the sealed log and every signature, and names each record that is not as it was sealed:
 * `npm run verify -w cloud-api`. What was erased by law is named too, but is no fault.
 */
await runCommand(async () => {
  await withServices(async (services) => {
    const findings = await services.get(SignatureVerifier).verifyAll();
    for (const { kind, what, id } of findings) process.stdout.write(`${kind}  ${what}  ${id}\n`);
    const broken = new Set(findings.filter(({ isBroken }) => isBroken).map(({ kind, id }) => `${kind} ${id}`)).size;
    const verdict = broken === 0 ? 'everything is as it was sealed' : `${broken} records are broken`;
    process.stdout.write(`${verdict}\n`);
    if (broken > 0) process.exitCode = 1;
  });
});
