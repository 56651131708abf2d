import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../common/database/index.js';
import type { NotificationTarget } from './dto/notification.dto.js';

/** Something to be told to somebody. Texts hold no phone numbers; names only of the people of the office. */
export interface Notice {
  personId: string;
  /** Our template: `relay_due`, `relay_late`, `relay_urged`, `relay_attest`, `approval`, `amended`, `recalled`, `report`. */
  kind: string;
  title: string;
  body: string;
  target: { kind: NotificationTarget; id: string };
  /** Told at night too. */
  pressing: boolean;
  /** Names the occasion: the same occasion is told to the same person once, however often it is tried. */
  occasion: string;
  /** Not by WeChat before this moment (quiet hours); at once when absent. */
  notBefore?: number;
}

/** Tells people: into their inbox in the caller's transaction, and on through WeChat after it. */
@Injectable()
export class Notifier {
  /** How many were told; occasions told before are passed over. */
  tell(_transaction: Transaction, _notices: readonly Notice[]): Promise<number> {
    return Promise.resolve(0);
  }
}
