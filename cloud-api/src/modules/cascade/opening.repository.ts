import { Injectable } from '@nestjs/common';
import { isDuplicateKey, type Queryable, StaleRead, type Transaction } from '../../common/database/index.js';
import type { OpeningOutcome } from './dto/relay.dto.js';

/** Who opened a card; nobody need be known to us by more than a keyed hash of their openid. */
export interface Opener {
  key: string;
  personId: string | null;
  residentId: string | null;
}

interface NewOpening {
  id: string;
  versionId: string;
  cardRelayId: string;
  relayId: string | null;
  opener: Opener;
  outcome: OpeningOutcome;
  openedAt: number;
}

/** Every query on openings of cards. */
@Injectable()
export class OpeningRepository {
  async personOf(on: Queryable, openid: string): Promise<Pick<Opener, 'personId' | 'residentId'>> {
    const [row] = await on.query<{ personId: string; residentId: string | null }>(
      `SELECT p.id AS personId, p.resident_id AS residentId
         FROM wechat_accounts w JOIN people p ON p.id = w.person_id WHERE w.openid = ?`,
      [openid],
    );
    return row ?? { personId: null, residentId: null };
  }

  async isCounted(on: Queryable, relayId: string, opener: string): Promise<boolean> {
    const rows = await on.query('SELECT id FROM card_openings WHERE relay_id = ? AND opener = ?', [relayId, opener]);
    return rows.length > 0;
  }

  /** One opener counts once for a hop: whoever comes twice at the same moment is looked at again. */
  async insert(transaction: Transaction, opening: NewOpening): Promise<void> {
    const { id, versionId, cardRelayId, relayId, opener, outcome, openedAt } = opening;
    try {
      await transaction.insert('card_openings', [
        {
          id,
          version_id: versionId,
          card_relay_id: cardRelayId,
          relay_id: relayId,
          opener: opener.key,
          person_id: opener.personId,
          outcome,
          opened_at: openedAt,
        },
      ]);
    } catch (error) {
      if (isDuplicateKey(error)) throw new StaleRead('the card was opened twice at once');
      throw error;
    }
  }
}
