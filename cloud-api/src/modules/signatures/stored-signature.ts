import { Injectable } from '@nestjs/common';
import { type LoggedEvent, loggedEvents } from '../../common/events/index.js';
import { anyOf, type Queryable, type SqlValue } from '../../common/database/index.js';

/** A signature as its rows and the log have it, nothing believed yet. */
export interface StoredSignature {
  id: string;
  sittingId: string;
  versionId: string;
  templateKey: string;
  kind: string;
  doorId: string | null;
  regionId: number | null;
  residentId: string | null;
  personId: string | null;
  letterId: string | null;
  signedAt: number;
  receivedAt: number;
  evidence: string;
  digest: string;
  signature: string;
  algorithm: string;
  keyId: string;
  code: string;
  onReplacedVersion: boolean;
  sitting: {
    method: string;
    mark: string;
    doorId: string | null;
    regionId: number | null;
    residentId: string | null;
    personId: string | null;
    witnessId: string | null;
    signedAt: number;
    receivedAt: number;
    personal: string | null;
    ink: string | null;
  };
  version: { number: number; title: string; content: string; hash: string; templateKey: string; kind: string };
  ending: {
    kind: string;
    endedAt: number;
    endedBy: string | null;
    replacedBy: string | null;
    reason: string | null;
    byName: string | null;
  } | null;
  witnessName: string | null;
  /** `papers.signed` of its sitting: one, when all is well. */
  signedEvents: LoggedEvent[];
  endedEvents: LoggedEvent[];
}

const endingTypes = ['signature.withdrawn', 'signature.replaced', 'signature.erased'];

const select = `SELECT s.id, s.sitting_id AS sittingId, s.version_id AS versionId, s.template_key AS templateKey, s.kind,
    s.door_id AS doorId, s.region_id AS regionId, s.resident_id AS residentId, s.person_id AS personId,
    s.letter_id AS letterId, s.signed_at AS signedAt, s.received_at AS receivedAt, s.evidence, s.digest, s.signature,
    s.algorithm, s.key_id AS keyId, s.code, s.on_replaced_version AS onReplacedVersion,
    t.method, t.mark, t.door_id AS sittingDoorId, t.region_id AS sittingRegionId, t.signer_resident_id AS sittingResidentId,
    t.signer_person_id AS sittingPersonId, t.witness_id AS witnessId, t.signed_at AS sittingSignedAt,
    t.received_at AS sittingReceivedAt, t.personal, t.ink,
    v.number AS versionNumber, v.title AS versionTitle, v.content AS versionContent, v.hash AS versionHash,
    m.template_key AS versionTemplateKey, m.kind AS versionKind,
    e.kind AS endingKind, e.ended_at AS endedAt, e.ended_by AS endedBy, e.replaced_by AS replacedBy, e.reason,
    w.name AS witnessName, b.name AS endedByName
  FROM signatures s
  LEFT JOIN sittings t ON t.id = s.sitting_id
  LEFT JOIN document_versions v ON v.id = s.version_id
  LEFT JOIN document_templates m ON m.id = v.template_id
  LEFT JOIN signature_endings e ON e.signature_id = s.id
  LEFT JOIN people w ON w.id = t.witness_id
  LEFT JOIN people b ON b.id = e.ended_by`;

type StoredRow = Record<string, SqlValue>;

/** Reads signatures whole, with what the log says of them. */
@Injectable()
export class StoredSignatures {
  byId(on: Queryable, id: string): Promise<StoredSignature | null> {
    return this.one(on, 's.id = ?', id);
  }

  async byIds(on: Queryable, ids: readonly string[]): Promise<StoredSignature[]> {
    if (ids.length === 0) return [];
    const named = anyOf('s.id', ids);
    return this.withEvents(on, await on.query<StoredRow>(`${select} WHERE ${named.sql}`, named.parameters));
  }

  byCode(on: Queryable, code: string): Promise<StoredSignature | null> {
    return this.one(on, 's.code = ?', code);
  }

  /** In the order of their ids, for work that walks through all of them. */
  async after(on: Queryable, id: string, limit: number): Promise<StoredSignature[]> {
    return this.withEvents(
      on,
      await on.query<StoredRow>(`${select} WHERE s.id > ? ORDER BY s.id LIMIT ${limit}`, [id]),
    );
  }

  async ofDoor(on: Queryable, doorId: string): Promise<StoredSignature[]> {
    return this.withEvents(on, await on.query<StoredRow>(`${select} WHERE s.door_id = ?`, [doorId]));
  }

  /** What a person signed on their own WeChat, and what a resident signed at the door. */
  async of(on: Queryable, personId: string, residentId: string | null): Promise<StoredSignature[]> {
    const who = residentId === null ? 's.person_id = ?' : '(s.person_id = ? OR s.resident_id = ?)';
    const rows = await on.query<StoredRow>(
      `${select} WHERE ${who}`,
      residentId === null ? [personId] : [personId, residentId],
    );
    return this.withEvents(on, rows);
  }

  private async one(on: Queryable, condition: string, value: string): Promise<StoredSignature | null> {
    const rows = await on.query<StoredRow>(`${select} WHERE ${condition}`, [value]);
    return (await this.withEvents(on, rows))[0] ?? null;
  }

  private async withEvents(on: Queryable, rows: readonly StoredRow[]): Promise<StoredSignature[]> {
    const sittings = [...new Set(rows.map((row) => row.sittingId as string))];
    const signed = bySubject(await loggedEvents(on, ['papers.signed'], 'sitting', sittings));
    const ids = rows.map((row) => row.id as string);
    const ended = bySubject(await loggedEvents(on, endingTypes, 'signature', ids));
    return rows.map((row) =>
      toStored(row, signed.get(row.sittingId as string) ?? [], ended.get(row.id as string) ?? []),
    );
  }

  /** Those of the ids, which the log tells of, that no row has. */
  async missing(on: Queryable, ids: readonly string[]): Promise<string[]> {
    const named = anyOf('id', ids);
    const rows = await on.query<{ id: string }>(`SELECT id FROM signatures WHERE ${named.sql}`, named.parameters);
    const there = new Set(rows.map(({ id }) => id));
    return ids.filter((id) => !there.has(id));
  }
}

function bySubject(events: readonly LoggedEvent[]): Map<string, LoggedEvent[]> {
  const groups = new Map<string, LoggedEvent[]>();
  for (const event of events) {
    const group = groups.get(event.subjectId);
    if (group) group.push(event);
    else groups.set(event.subjectId, [event]);
  }
  return groups;
}

function toStored(row: StoredRow, signedEvents: LoggedEvent[], endedEvents: LoggedEvent[]): StoredSignature {
  const text = (name: string) => row[name] as string;
  const textOrNull = (name: string) => (row[name] ?? null) as string | null;
  const numberOrNull = (name: string) => (row[name] === null ? null : Number(row[name]));
  return {
    id: text('id'),
    sittingId: text('sittingId'),
    versionId: text('versionId'),
    templateKey: text('templateKey'),
    kind: text('kind'),
    doorId: textOrNull('doorId'),
    regionId: numberOrNull('regionId'),
    residentId: textOrNull('residentId'),
    personId: textOrNull('personId'),
    letterId: textOrNull('letterId'),
    signedAt: Number(row.signedAt),
    receivedAt: Number(row.receivedAt),
    evidence: text('evidence'),
    digest: text('digest'),
    signature: text('signature'),
    algorithm: text('algorithm'),
    keyId: text('keyId'),
    code: text('code'),
    onReplacedVersion: Number(row.onReplacedVersion) === 1,
    sitting: {
      method: text('method'),
      mark: text('mark'),
      doorId: textOrNull('sittingDoorId'),
      regionId: numberOrNull('sittingRegionId'),
      residentId: textOrNull('sittingResidentId'),
      personId: textOrNull('sittingPersonId'),
      witnessId: textOrNull('witnessId'),
      signedAt: Number(row.sittingSignedAt),
      receivedAt: Number(row.sittingReceivedAt),
      personal: textOrNull('personal'),
      ink: textOrNull('ink'),
    },
    version: {
      number: Number(row.versionNumber),
      title: text('versionTitle'),
      content: text('versionContent'),
      hash: text('versionHash'),
      templateKey: text('versionTemplateKey'),
      kind: text('versionKind'),
    },
    ending:
      row.endingKind === null
        ? null
        : {
            kind: text('endingKind'),
            endedAt: Number(row.endedAt),
            endedBy: textOrNull('endedBy'),
            replacedBy: textOrNull('replacedBy'),
            reason: textOrNull('reason'),
            byName: textOrNull('endedByName'),
          },
    witnessName: textOrNull('witnessName'),
    signedEvents,
    endedEvents,
  };
}
