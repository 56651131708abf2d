import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CommandError } from './services.js';

const shortest = 12;

/** The new password: from ADMIN_PASSWORD for a script, else typed twice on the terminal without being shown. */
export async function askPassword(): Promise<string> {
  const given = process.env.ADMIN_PASSWORD ?? (await typedTwice());
  if (given.length < shortest) throw new CommandError(`The password must have at least ${shortest} characters.`);
  return given;
}

async function typedTwice(): Promise<string> {
  if (!process.stdin.isTTY)
    throw new CommandError('There is no terminal to ask on: put the password into ADMIN_PASSWORD.');
  const password = await typed('Password: ');
  if ((await typed('Once more: ')) !== password)
    throw new CommandError('The two passwords differ; nobody was created.');
  return password;
}

async function typed(prompt: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stdout.write(prompt);
  try {
    return await new Promise<string>((resolve, reject) => {
      terminal.once('close', () => reject(new CommandError('Nobody was created.')));
      terminal.question('').then(resolve, reject);
    });
  } finally {
    terminal.close();
    process.stdout.write('\n');
  }
}
