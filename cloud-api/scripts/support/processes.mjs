import { existsSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { root } from './project.mjs';

const running = new Set();

/** Passes a signal on to every child that is still running. */
export function signalChildren(signal) {
  for (const child of running) child.kill(signal);
}

/**
 * Runs a command to its end and tells its exit code and what it printed.
 * With `inherit` it talks to the terminal itself and `output` stays empty; after `limitMs` it is killed,
 * and so it is when `isDone` says that its work is done and it still does not end.
 */
export function run(command, args, { cwd = root, env = process.env, inherit = false, limitMs, isDone } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    running.add(child);
    const stopWatching = limitMs ? watch(child, limitMs, isDone) : () => undefined;
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.once('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.once('close', (code, signal) => {
      stopWatching();
      running.delete(child);
      resolve({ code: code ?? 1, signal, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

const graceMs = 20_000;

function watch(child, limitMs, isDone = () => false) {
  const begun = performance.now();
  let doneSince;
  const timer = setInterval(() => {
    doneSince ??= isDone() ? performance.now() : undefined;
    const overdue = doneSince !== undefined && performance.now() - doneSince > graceMs;
    if (overdue || performance.now() - begun > limitMs) child.kill('SIGKILL');
  }, 1_000);
  return () => clearInterval(timer);
}

// npm is a script, not an executable, on Windows: run it by the Node that runs us.
export const npm = process.env.npm_execpath
  ? { command: process.execPath, prefix: [process.env.npm_execpath] }
  : { command: 'npm', prefix: [] };

export const runNpm = (args, options) => run(npm.command, [...npm.prefix, ...args], options);

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

export const findInPath = (name) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
