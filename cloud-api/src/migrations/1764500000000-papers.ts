import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { big, createTable, flag, id, index, int, key, longText, nullable, text, unique } from './table.js';

const tables = [
  'document_templates',
  'document_versions',
  'document_clips',
  'issuers',
  'sittings',
  'signatures',
  'signature_endings',
  'paper_declines',
  'signature_timestamps',
  'sign_codes',
  'letter_rounds',
  'letter_recipients',
  'certificates',
];
const progressColumns = ['notice_signed', 'pledge_signed', 'unsigned_why'];
const counterColumns = [
  'papers_owed',
  'notice_signed',
  'pledge_signed',
  'both_signed',
  'unsigned_refused',
  'unsigned_away',
  'unsigned_no_phone',
];

/** Papers: their texts in versions, what was signed with its evidence, the codes, chains and certificates around it. */
export class Papers1764500000000 implements MigrationInterface {
  name = 'Papers1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createDocuments(runner);
    await this.createSignatures(runner);
    await this.createCodesAndCertificates(runner);
    await this.createLetters(runner);
    await this.extendCoverage(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns('coverage_counters', counterColumns);
    await runner.dropColumns('door_progress', progressColumns);
    for (const table of [...tables].reverse()) await runner.dropTable(table);
  }

  private async createDocuments(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'document_templates',
      [
        key(),
        text('template_key', 40),
        text('kind', 24),
        int('region_id', nullable),
        text('title', 80),
        longText('draft', nullable),
        int('revision', { default: 1 }),
        big('created_at'),
        id('created_by', nullable),
      ],
      [index('ix_document_templates_key', ['template_key', 'region_id'])],
    );
    await createTable(
      runner,
      'document_versions',
      [
        key(),
        id('template_id'),
        int('number'),
        text('title', 80),
        longText('content'),
        text('hash', 64),
        big('published_at'),
        id('published_by', nullable),
        big('replaced_at', nullable),
      ],
      [unique('ux_document_versions_number', ['template_id', 'number'])],
    );
    await createTable(
      runner,
      'document_clips',
      [
        key(),
        id('version_id'),
        text('dialect', 20),
        text('version_hash', 64),
        text('sha256', 64),
        text('media_type', 40),
        int('bytes'),
        id('file_id'),
        big('created_at'),
        id('created_by'),
      ],
      [unique('ux_document_clips_dialect', ['version_id', 'dialect'])],
    );
    await createTable(
      runner,
      'issuers',
      [
        key(),
        int('region_id'),
        text('name', 60),
        text('station_name', 60),
        text('station_phone', 30),
        big('created_at'),
        id('created_by'),
        big('replaced_at', nullable),
      ],
      [index('ix_issuers_region', ['region_id', 'replaced_at'])],
    );
  }

  private async createSignatures(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'sittings',
      [
        key(),
        text('method', 12),
        text('mark', 12),
        id('door_id', nullable),
        int('region_id', nullable),
        id('signer_resident_id', nullable),
        id('signer_person_id', nullable),
        id('witness_id', nullable),
        big('signed_at'),
        big('received_at'),
        longText('personal', nullable),
        longText('ink', nullable),
      ],
      [index('ix_sittings_witness', ['witness_id', 'signed_at'])],
    );
    await createTable(
      runner,
      'signatures',
      [
        key(),
        id('sitting_id'),
        id('version_id'),
        text('template_key', 40),
        text('kind', 24),
        id('door_id', nullable),
        int('region_id', nullable),
        id('resident_id', nullable),
        id('person_id', nullable),
        id('letter_id', nullable),
        big('signed_at'),
        big('received_at'),
        longText('evidence'),
        text('digest', 64),
        text('signature', 160),
        text('algorithm', 20),
        text('key_id', 32),
        text('code', 32),
        flag(runner, 'on_replaced_version', { default: 0 }),
      ],
      [
        unique('ux_signatures_code', ['code']),
        index('ix_signatures_door', ['door_id', 'template_key']),
        index('ix_signatures_sitting', ['sitting_id']),
        index('ix_signatures_person', ['person_id']),
        index('ix_signatures_resident', ['resident_id']),
        index('ix_signatures_letter', ['letter_id']),
      ],
    );
    await createTable(runner, 'signature_endings', [
      key('signature_id'),
      text('kind', 12),
      big('ended_at'),
      id('ended_by', nullable),
      id('replaced_by', nullable),
      text('reason', 200, nullable),
    ]);
    await createTable(
      runner,
      'paper_declines',
      [
        key(),
        id('door_id'),
        int('region_id'),
        text('reason', 12),
        text('note', 200, nullable),
        longText('templates'),
        id('recorded_by'),
        big('declined_at'),
        big('received_at'),
      ],
      [index('ix_paper_declines_door', ['door_id', 'declined_at'])],
    );
    await createTable(
      runner,
      'signature_timestamps',
      [
        key('sitting_id'),
        text('digest', 64),
        text('state', 12),
        longText('token', nullable),
        big('stamped_at', nullable),
        int('attempts', { default: 0 }),
        big('due_at'),
        text('error', 40, nullable),
      ],
      [index('ix_signature_timestamps_due', ['state', 'due_at'])],
    );
  }

  private async createCodesAndCertificates(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'sign_codes',
      [
        key(),
        text('token_hash', 64),
        text('token_cipher', 200),
        id('door_id', nullable),
        id('letter_round_id', nullable),
        int('region_id'),
        id('created_by'),
        big('created_at'),
        big('expires_at'),
        big('revoked_at', nullable),
      ],
      [
        unique('ux_sign_codes_token', ['token_hash']),
        index('ix_sign_codes_door', ['door_id', 'created_at']),
        index('ix_sign_codes_round', ['letter_round_id', 'created_at']),
      ],
    );
    await createTable(
      runner,
      'certificates',
      [
        key(),
        id('signature_id'),
        id('requested_by'),
        id('job_id'),
        id('file_id', nullable),
        text('sha256', 64, nullable),
        text('look', 64),
        big('created_at'),
        big('expires_at', nullable),
      ],
      [
        index('ix_certificates_signature', ['signature_id', 'created_at']),
        index('ix_certificates_sha256', ['sha256']),
        index('ix_certificates_job', ['job_id']),
      ],
    );
  }

  private async createLetters(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'letter_rounds',
      [
        key(),
        id('plan_id', nullable),
        text('chain_key', 40),
        int('region_id'),
        text('title', 80),
        text('term', 20, nullable),
        id('version_id'),
        text('due_on', 10),
        longText('levels'),
        id('started_by'),
        big('started_at'),
        big('closed_at', nullable),
      ],
      [index('ix_letter_rounds_region', ['region_id', 'started_at'])],
    );
    await createTable(
      runner,
      'letter_recipients',
      [
        key(),
        id('round_id'),
        int('level'),
        id('superior_id', nullable),
        text('name', 30),
        text('position', 40),
        text('phone_cipher', 200, nullable),
        text('phone_index', 64, nullable),
        id('person_id', nullable),
        id('resident_id', nullable),
        id('door_id', nullable),
        big('sent_at'),
        big('removed_at', nullable),
      ],
      [
        index('ix_letter_recipients_round', ['round_id', 'level']),
        index('ix_letter_recipients_person', ['person_id']),
        index('ix_letter_recipients_resident', ['resident_id']),
        index('ix_letter_recipients_superior', ['superior_id']),
      ],
    );
  }

  private async extendCoverage(runner: QueryRunner): Promise<void> {
    await runner.addColumns('door_progress', [
      new TableColumn(flag(runner, 'notice_signed', nullable)),
      new TableColumn(flag(runner, 'pledge_signed', nullable)),
      new TableColumn(text('unsigned_why', 12, nullable)),
    ]);
    await runner.addColumns(
      'coverage_counters',
      counterColumns.map((name) => new TableColumn(int(name, { default: 0 }))),
    );
  }
}
