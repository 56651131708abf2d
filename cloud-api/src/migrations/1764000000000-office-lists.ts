import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { big, createTable, flag, id, index, int, key, longText, nullable, text } from './table.js';

const tables = [
  'jobs',
  'stored_files',
  'imports',
  'import_problems',
  'column_mappings',
  'staged_doors',
  'staged_residents',
  'book_entries',
  'door_keys',
  'door_links',
  'visiting_teams',
  'class_families',
  'exports',
];

/** What an office brings in and takes out: imports with their staging, search keys, teams, classes, exports, and the jobs that carry them. */
export class OfficeLists1764000000000 implements MigrationInterface {
  name = 'OfficeLists1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createJobsAndFiles(runner);
    await this.createImports(runner);
    await this.createStaging(runner);
    await this.createAroundDoors(runner);
    await runner.addColumn('doors', new TableColumn(int('unit_id', nullable)));
    await runner.createIndex('doors', new TableIndex(index('ix_doors_unit', ['unit_id'])));
    await runner.addColumns('visits', [
      new TableColumn(text('source', 10, { default: "'phone'" })),
      new TableColumn(id('entered_by', nullable)),
    ]);
    await runner.createIndex('visits', new TableIndex(index('ix_visits_entered_by', ['entered_by'])));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('visits', 'ix_visits_entered_by');
    await runner.dropColumns('visits', ['source', 'entered_by']);
    await runner.dropIndex('doors', 'ix_doors_unit');
    await runner.dropColumn('doors', 'unit_id');
    for (const table of [...tables].reverse()) await runner.dropTable(table);
  }

  private async createJobsAndFiles(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'jobs',
      [
        key(),
        text('kind', 40),
        id('actor_id', nullable),
        int('region_id', nullable),
        longText('input'),
        text('state', 12),
        int('done', { default: 0 }),
        int('total', { default: 0 }),
        longText('result', nullable),
        text('error', 40, nullable),
        flag(runner, 'cancel_requested', { default: 0 }),
        int('attempts', { default: 0 }),
        id('holder', nullable),
        int('token', { default: 0 }),
        big('lease_ends_at', nullable),
        big('created_at'),
        big('finished_at', nullable),
      ],
      [index('ix_jobs_state', ['state', 'created_at']), index('ix_jobs_actor', ['actor_id', 'created_at'])],
    );
    await createTable(
      runner,
      'stored_files',
      [key(), text('sha256', 64), int('bytes'), big('created_at'), big('expires_at')],
      [index('ix_stored_files_expiry', ['expires_at'])],
    );
    await createTable(
      runner,
      'exports',
      [
        key(),
        text('kind', 24),
        int('region_id'),
        id('actor_id'),
        id('job_id'),
        longText('options'),
        id('file_id', nullable),
        text('file_name', 120, nullable),
        int('row_count', nullable),
        flag(runner, 'with_phones', { default: 0 }),
        big('created_at'),
      ],
      [index('ix_exports_actor', ['actor_id', 'created_at'])],
    );
  }

  private async createImports(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'imports',
      [
        key(),
        text('kind', 20),
        int('region_id'),
        id('actor_id'),
        id('file_id'),
        text('file_name', 120),
        text('file_sha256', 64),
        text('state', 12),
        id('job_id', nullable),
        longText('shape', nullable),
        longText('mapping', nullable),
        longText('outcome', nullable),
        big('checked_at', nullable),
        text('error', 40, nullable),
        int('version', { default: 1 }),
        big('created_at'),
        big('changed_at'),
        big('published_at', nullable),
      ],
      [index('ix_imports_region', ['kind', 'region_id', 'created_at']), index('ix_imports_state', ['state'])],
    );
    await createTable(runner, 'import_problems', [
      key('import_id'),
      int('number', { isPrimary: true }),
      int('sheet'),
      int('sheet_row'),
      int('column_index', nullable),
      text('field', 30, nullable),
      text('rule', 40),
      text('level', 8),
      text('shown', 120),
    ]);
    await createTable(runner, 'column_mappings', [
      text('kind', 20, { isPrimary: true }),
      int('region_id', { isPrimary: true }),
      text('fingerprint', 64, { isPrimary: true }),
      longText('mapping'),
      big('used_at'),
    ]);
  }

  private async createStaging(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'staged_doors',
      [
        key('import_id'),
        key('door_id'),
        int('number'),
        text('action', 10),
        flag(runner, 'writes', { default: 0 }),
        int('base_version', nullable),
        text('kind', 24),
        text('code', 20),
        text('name', 60),
        text('address', 120),
        int('grid_id'),
        int('group_id', nullable),
        int('children_under14', { default: 0 }),
        text('entry_key', 200),
        longText('snapshot', nullable),
        longText('changes', nullable),
        longText('decisions', nullable),
        int('sheet', nullable),
        int('first_row', nullable),
        int('last_row', nullable),
      ],
      [index('ix_staged_doors_action', ['import_id', 'action', 'number'])],
    );
    await createTable(
      runner,
      'staged_residents',
      [
        key('import_id'),
        key(),
        id('door_id'),
        int('position'),
        text('name', 30),
        text('relation', 16),
        text('birth_month', 7, nullable),
        longText('tags'),
        text('phone_cipher', 200, nullable),
        text('phone_index', 64, nullable),
      ],
      [index('ix_staged_residents_door', ['import_id', 'door_id'])],
    );
    await createTable(
      runner,
      'book_entries',
      [key('door_id'), text('entry_key', 200), longText('snapshot'), id('import_id'), big('published_at')],
      [index('ix_book_entries_key', ['entry_key'])],
    );
  }

  private async createAroundDoors(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'door_keys',
      [int('grid_id', { isPrimary: true }), text('search_key', 64, { isPrimary: true }), key('door_id')],
      [index('ix_door_keys_key', ['search_key', 'grid_id']), index('ix_door_keys_door', ['door_id'])],
    );
    await createTable(
      runner,
      'door_links',
      [
        key(),
        text('kind', 10),
        id('from_door_id'),
        id('to_door_id'),
        id('actor_id'),
        longText('personal', nullable),
        big('created_at'),
      ],
      [index('ix_door_links_from', ['from_door_id']), index('ix_door_links_to', ['to_door_id'])],
    );
    await createTable(
      runner,
      'visiting_teams',
      [key('worker_id'), key('police_id'), big('started_at'), big('ended_at', nullable)],
      [index('ix_visiting_teams_police', ['police_id', 'ended_at'])],
    );
    await createTable(
      runner,
      'class_families',
      [key('class_id'), key('door_id'), big('started_at'), big('ended_at', nullable)],
      [index('ix_class_families_door', ['door_id', 'ended_at'])],
    );
  }
}
