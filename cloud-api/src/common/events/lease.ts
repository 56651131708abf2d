import type { Database } from '../database/database.js';

export interface Lease {
  name: string;
  holder: string;
  token: number;
}

/**
 * Takes the named lease for `durationMs` when it is free, expired or already ours, by compare-and-set; null otherwise.
 * The token rises with every new holder: work done under an older token is refused by `holds`.
 */
export async function takeLease(
  database: Database,
  name: string,
  holder: string,
  now: number,
  durationMs: number,
): Promise<Lease | null> {
  return database.transaction(async (transaction) => {
    const [row] = await transaction.query<{ holder: string | null; token: number; expires_at: number }>(
      'SELECT holder, token, expires_at FROM leases WHERE name = ?',
      [name],
    );
    if (!row) {
      await transaction.insert('leases', [{ name, holder, token: 1, expires_at: now + durationMs }]);
      return { name, holder, token: 1 };
    }
    const token = Number(row.token);
    if (row.holder !== holder && Number(row.expires_at) > now) return null;
    const next = row.holder === holder ? token : token + 1;
    const taken = await transaction.execute(
      'UPDATE leases SET holder = ?, token = ?, expires_at = ? WHERE name = ? AND token = ? AND expires_at = ?',
      [holder, next, now + durationMs, name, token, Number(row.expires_at)],
    );
    return taken === 1 ? { name, holder, token: next } : null;
  });
}
