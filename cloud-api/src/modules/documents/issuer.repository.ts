import { Injectable } from '@nestjs/common';
import { anyOf, type Queryable, type Transaction } from '../../common/database/index.js';

/** Who informs and the local police station, as the papers of a region name them. */
export interface IssuerValues {
  name: string;
  stationName: string;
  stationPhone: string;
}

export interface IssuerRecord extends IssuerValues {
  id: string;
  regionId: number;
}

const selectIssuers =
  'SELECT id, region_id AS regionId, name, station_name AS stationName, station_phone AS stationPhone FROM issuers';

/** Every query on issuers. A row never changes but for the end of its time. */
@Injectable()
export class IssuerRepository {
  byIds(on: Queryable, ids: readonly string[]): Promise<IssuerRecord[]> {
    const wanted = anyOf('id', [...new Set(ids)]);
    return on.query<IssuerRecord>(`${selectIssuers} WHERE ${wanted.sql}`, wanted.parameters);
  }

  /** Those that hold now in the regions themselves. */
  current(on: Queryable, regionIds: readonly number[]): Promise<IssuerRecord[]> {
    const regions = anyOf('region_id', regionIds);
    return on.query<IssuerRecord>(`${selectIssuers} WHERE ${regions.sql} AND replaced_at IS NULL`, regions.parameters);
  }

  /** The region's issuer from now on. The caller holds the region. */
  async replace(transaction: Transaction, issuer: IssuerRecord, at: number, by: string): Promise<void> {
    await transaction.execute('UPDATE issuers SET replaced_at = ? WHERE region_id = ? AND replaced_at IS NULL', [
      at,
      issuer.regionId,
    ]);
    await transaction.insert('issuers', [
      {
        id: issuer.id,
        region_id: issuer.regionId,
        name: issuer.name,
        station_name: issuer.stationName,
        station_phone: issuer.stationPhone,
        created_at: at,
        created_by: by,
        replaced_at: null,
      },
    ]);
  }
}
