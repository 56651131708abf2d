import { Injectable } from '@nestjs/common';
import { Cipher } from '../../common/crypto/index.js';
import type { Queryable, Row } from '../../common/database/index.js';
import type { FieldError } from '../../common/problem/index.js';
import { normalisePhone } from '../people/index.js';
import { DoorRepository } from './door.repository.js';
import { isUnder14 } from './door.rules.js';
import type { ResidentInput } from './dto/door-commands.dto.js';

/** Turns the residents a phone sent into rows: phones encrypted and indexed, children under 14 refused. */
@Injectable()
export class ResidentWriter {
  constructor(
    private readonly doors: DoorRepository,
    private readonly cipher: Cipher,
  ) {}

  async prepare(
    on: Queryable,
    doorId: string,
    residents: readonly ResidentInput[],
    today: string,
  ): Promise<{ rows: Row[] } | { errors: FieldError[] }> {
    const known = new Map(
      (
        await this.doors.residentsById(
          on,
          residents.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    );
    const errors: FieldError[] = [];
    const seen = new Set<string>();
    const rows = residents.map((resident, position): Row => {
      const field = (name: string) => `payload.residents.${position}.${name}`;
      const kept = known.get(resident.id);
      if (seen.has(resident.id) || (kept && kept.doorId !== doorId))
        errors.push({ field: field('id'), rule: 'unused_id' });
      seen.add(resident.id);
      if (resident.birthMonth && isUnder14(resident.birthMonth, today)) {
        errors.push({ field: field('birthMonth'), rule: 'no_records_under_14' });
      }
      const phone = resident.phone === undefined ? null : normalisePhone(resident.phone);
      if (resident.phone !== undefined && phone === null) errors.push({ field: field('phone'), rule: 'phone' });
      return {
        id: resident.id,
        door_id: doorId,
        position,
        name: resident.name,
        relation: resident.relation,
        birth_month: resident.birthMonth ?? null,
        tags: JSON.stringify(resident.tags ?? []),
        phone_cipher: phone === null ? (kept?.phoneCipher ?? null) : this.cipher.encrypt(phone),
        phone_index: phone === null ? (kept?.phoneIndex ?? null) : this.cipher.blindIndex('phone', phone),
      };
    });
    return errors.length > 0 ? { errors } : { rows };
  }
}
