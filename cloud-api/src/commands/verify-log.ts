import 'reflect-metadata';
import { Database } from '../common/database/index.js';
import { KeyRing } from '../common/crypto/index.js';
import { verifyLog } from '../common/events/index.js';
import { runCommand, withServices } from './services.js';

/** Walks the sealed event log and names each record that is not as it was sealed: `npm run verify -w cloud-api`. */
await runCommand(async () => {
  await withServices(async (services) => {
    const findings = await verifyLog(services.get(Database), services.get(KeyRing));
    for (const { kind, eventId } of findings) process.stdout.write(`${kind}  ${eventId ?? ''}\n`);
    const broken = findings.filter(({ kind }) => kind !== 'lawfully_erased').length;
    process.stdout.write(broken === 0 ? 'the log is as it was sealed\n' : `${broken} records are broken\n`);
    if (broken > 0) process.exitCode = 1;
  });
});
