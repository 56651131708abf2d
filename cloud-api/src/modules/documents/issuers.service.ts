import { Injectable } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { type Actor, Permission } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { Problem } from '../../common/problem/index.js';
import { RegionsService } from '../regions/index.js';
import type { Issuer, IssuerChange } from './dto/document.dto.js';
import { IssuerRepository, type IssuerValues } from './issuer.repository.js';

/** Who informs in a region, and its police station: each change is a row of its own, since signed papers name theirs. */
@Injectable()
export class IssuersService {
  constructor(
    private readonly issuers: IssuerRepository,
    private readonly regions: RegionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Naming what is named already changes nothing. */
  async name(actor: Actor, regionId: number, change: IssuerChange): Promise<Issuer> {
    const values = trimmed(change);
    return this.database.transaction(async (transaction) => {
      const { path } = await this.regions.lock(transaction, regionId);
      if (!actor.canAt(Permission.DocumentManage, path)) throw Problem.notFound();
      const [held] = await this.issuers.current(transaction, [regionId]);
      if (held && isSame(held, values)) return { id: held.id, regionId, ...values };
      const issuer = { id: uuid7(), regionId, ...values };
      await this.issuers.replace(transaction, issuer, this.clock.now(), actor.personId);
      transaction.record({
        type: 'issuer.named',
        actorId: actor.personId,
        subject: { kind: 'issuer', id: issuer.id },
        regionId,
        facts: { regionId, replaces: held?.id ?? null },
        personal: values,
      });
      return issuer;
    });
  }
}

function trimmed({ name, stationName, stationPhone }: IssuerChange): IssuerValues {
  return { name: name.trim(), stationName: stationName.trim(), stationPhone: stationPhone.trim() };
}

function isSame(one: IssuerValues, other: IssuerValues): boolean {
  return one.name === other.name && one.stationName === other.stationName && one.stationPhone === other.stationPhone;
}
