import { NetworkError } from '@/shared/api';
import { StorageFullError, type Records } from '@/shared/storage';

/** An answer of the server, or the last one that the phone kept, and when it was true. */
export interface Answered<T> {
  value: T;
  asOf: number;
  fromPhone: boolean;
}

interface Kept {
  value: unknown;
  asOf: number;
}

const INDEX = 'answers';
const MOST_KEPT = 40;

/** Keeps an answer for reading without a network; the ones not asked for longest make room. */
async function keep(records: Records, name: string, kept: Kept): Promise<void> {
  const names = (await records.read<string[]>(INDEX)) ?? [];
  const inUse = [name, ...names.filter((other) => other !== name)];
  await records.write(name, kept);
  await records.write(INDEX, inUse.slice(0, MOST_KEPT));
  for (const old of inUse.slice(MOST_KEPT)) await records.remove(old);
}

/** Asks the server; without a network the last answer to the same question, if there is one. */
export async function ask<T>(
  records: Records,
  question: readonly unknown[],
  fetch: () => Promise<T>,
  now: () => number,
): Promise<Answered<T>> {
  const name = `answer/${encodeURIComponent(JSON.stringify(question))}`;
  try {
    const value = await fetch();
    const asOf = now();
    // A phone without room shows what it has; only the reading without a network suffers.
    await keep(records, name, { value, asOf }).catch((error: unknown) => {
      if (!(error instanceof StorageFullError)) throw error;
    });
    return { value, asOf, fromPhone: false };
  } catch (error) {
    if (!(error instanceof NetworkError) || error.failure === 'aborted') throw error;
    const kept = await records.read<Kept>(name);
    if (!kept) throw error;
    return { value: kept.value as T, asOf: kept.asOf, fromPhone: true };
  }
}
