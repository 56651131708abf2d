import 'reflect-metadata';
import { WithdrawalsService } from '../modules/signatures/index.js';
import { runCommand, withServices } from './services.js';

/**
 * Takes all values about people out of one sitting, as the law may demand: `npm run erase -w cloud-api -- <signature id>
 * <reason>`. The evidence keeps its commitments and still verifies; `verify` then says "lawfully erased".
 */
await runCommand(async () => {
  const [id, ...reason] = process.argv.slice(2);
  if (!id || reason.length === 0) throw new Error('say which signature, and why: <signature id> <reason>');
  await withServices((services) => services.get(WithdrawalsService).erase(id, reason.join(' ')));
  process.stdout.write('erased; the log keeps that it was\n');
});
