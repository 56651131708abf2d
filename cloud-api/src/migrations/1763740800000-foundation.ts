import type { MigrationInterface, QueryRunner } from 'typeorm';
import { big, counted, createTable, flag, id, index, int, key, longText, nullable, text, unique } from './table.js';

const tables = [
  'regions',
  'leaf_clocks',
  'people',
  'posts',
  'trainings',
  'sessions',
  'wechat_accounts',
  'consents',
  'plans',
  'doors',
  'residents',
  'door_assignments',
  'door_tombstones',
  'visits',
  'door_progress',
  'coverage_counters',
  'commands',
  'quarantined_commands',
  'photos',
  'events',
  'event_seals',
  'event_roots',
  'event_deliveries',
  'leases',
];

export class Foundation1763740800000 implements MigrationInterface {
  name = 'Foundation1763740800000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createPlacesAndPeople(runner);
    await this.createDoorsAndVisits(runner);
    await this.createCoverage(runner);
    await this.createSyncAndFiles(runner);
    await this.createEvents(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...tables].reverse()) await runner.dropTable(table);
  }

  private async createPlacesAndPeople(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'regions',
      [
        counted(),
        text('code', 12, nullable),
        int('parent_id', nullable),
        text('level', 12),
        text('name', 60),
        text('path', 120, nullable),
        text('closed_on', 10, nullable),
        int('successor_id', nullable),
      ],
      [
        unique('ux_regions_path', ['path']),
        unique('ux_regions_code', ['code']),
        index('ix_regions_parent', ['parent_id']),
      ],
    );
    await createTable(runner, 'leaf_clocks', [int('region_id', { isPrimary: true }), big('version', { default: 0 })]);
    await createTable(
      runner,
      'people',
      [
        key(),
        text('name', 30),
        text('phone_cipher', 200, nullable),
        text('phone_index', 64, nullable),
        id('resident_id', nullable),
        text('password_hash', 200, nullable),
        int('failed_sign_ins', { default: 0 }),
        big('locked_until', nullable),
        big('created_at'),
      ],
      [unique('ux_people_phone', ['phone_index']), index('ix_people_resident', ['resident_id'])],
    );
    await createTable(
      runner,
      'posts',
      [key(), id('person_id'), text('role', 30), int('region_id'), big('created_at'), big('revoked_at', nullable)],
      [index('ix_posts_person', ['person_id']), index('ix_posts_region', ['region_id'])],
    );
    await createTable(
      runner,
      'trainings',
      [key(), id('person_id'), text('trained_on', 10), text('topic', 120)],
      [index('ix_trainings_person', ['person_id', 'trained_on'])],
    );
    await createTable(
      runner,
      'sessions',
      [
        text('token_hash', 64, { isPrimary: true }),
        id('person_id'),
        text('kind', 10),
        big('created_at'),
        big('last_seen_at'),
        big('expires_at'),
      ],
      [index('ix_sessions_person', ['person_id'])],
    );
    await createTable(
      runner,
      'wechat_accounts',
      [
        text('openid', 64, { isPrimary: true }),
        id('person_id'),
        big('phone_verified_at'),
        text('session_key_cipher', 200),
      ],
      [index('ix_wechat_accounts_person', ['person_id'])],
    );
    await createTable(
      runner,
      'consents',
      [key(), id('person_id'), text('version', 20), big('given_at'), big('withdrawn_at', nullable)],
      [index('ix_consents_person', ['person_id', 'version'])],
    );
    await createTable(
      runner,
      'plans',
      [
        key(),
        text('preset', 40),
        text('name', 80),
        int('region_id'),
        text('starts_on', 10),
        text('ends_on', 10, nullable),
        longText('document'),
        int('version', { default: 1 }),
        text('state', 12),
        big('created_at'),
      ],
      [index('ix_plans_region', ['region_id'])],
    );
  }

  private async createDoorsAndVisits(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'doors',
      [
        key(),
        text('kind', 24),
        text('code', 20),
        text('name', 60),
        text('address', 120),
        int('grid_id'),
        int('group_id', nullable),
        int('children_under14', { default: 0 }),
        int('latitude_e6', nullable),
        int('longitude_e6', nullable),
        flag(runner, 'registered_at_door', { default: 0 }),
        text('exclusion_kind', 16, nullable),
        text('exclusion_state', 12, nullable),
        text('exclusion_reason', 200, nullable),
        id('exclusion_by', nullable),
        big('exclusion_at', nullable),
        int('version', { default: 1 }),
        big('leaf_version'),
        big('created_at'),
      ],
      [
        index('ix_doors_grid', ['grid_id', 'code']),
        index('ix_doors_grid_version', ['grid_id', 'leaf_version']),
        index('ix_doors_group', ['group_id']),
        index('ix_doors_exclusion', ['exclusion_state', 'grid_id']),
      ],
    );
    await createTable(
      runner,
      'residents',
      [
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
      [index('ix_residents_door', ['door_id', 'position']), index('ix_residents_phone', ['phone_index'])],
    );
    await createTable(
      runner,
      'door_assignments',
      [key('door_id'), key('person_id'), flag(runner, 'claimed'), big('started_at'), big('ended_at', nullable)],
      [index('ix_door_assignments_person', ['person_id', 'ended_at'])],
    );
    await createTable(runner, 'door_tombstones', [
      int('grid_id', { isPrimary: true }),
      key('door_id'),
      big('leaf_version'),
    ]);
    await createTable(
      runner,
      'visits',
      [
        key(),
        id('door_id'),
        int('grid_id'),
        id('visitor_id'),
        big('started_at'),
        big('ended_at'),
        big('received_at'),
        text('outcome', 10),
        flag(runner, 'face_to_face'),
        longText('topics'),
        longText('present_resident_ids'),
        int('present_others', { default: 0 }),
        longText('companions'),
        longText('materials'),
        longText('app', nullable),
        flag(runner, 'group_joined', nullable),
        text('questions', 500, nullable),
        text('note', 500, nullable),
        text('call_back', 200, nullable),
        text('away_contact', 10, nullable),
        text('next_attempt_on', 10, nullable),
        longText('photo_ids'),
        int('latitude_e6', nullable),
        int('longitude_e6', nullable),
        int('accuracy_metres', nullable),
        int('version', { default: 1 }),
        flag(runner, 'voided', { default: 0 }),
      ],
      [index('ix_visits_door', ['door_id', 'started_at']), index('ix_visits_visitor', ['visitor_id', 'started_at'])],
    );
  }

  private async createCoverage(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'door_progress',
      [
        key('door_id'),
        key('plan_id'),
        int('round', { isPrimary: true }),
        int('leaf_id'),
        text('state', 20),
        text('why', 24, nullable),
        int('attempts'),
        big('covered_at', nullable),
        big('last_visit_at', nullable),
        text('next_attempt_on', 10, nullable),
        text('audiences', 400),
      ],
      [index('ix_door_progress_state', ['plan_id', 'round', 'leaf_id', 'state'])],
    );
    await createTable(runner, 'coverage_counters', [
      key('plan_id'),
      int('round', { isPrimary: true }),
      text('audience', 40, { isPrimary: true }),
      int('leaf_id', { isPrimary: true }),
      ...[
        'total',
        'covered',
        'never',
        'nobody',
        'refused',
        'away',
        'not_counting',
        'newly_registered',
        'excluded_vacant',
        'excluded_deregistered',
        'excluded_separated',
        'persons_total',
        'persons_covered',
      ].map((name) => int(name)),
    ]);
  }

  private async createSyncAndFiles(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'commands', [
      key(),
      text('hash', 64),
      text('kind', 24),
      id('actor_id'),
      text('state', 12),
      text('reason', 24, nullable),
      int('record_version', nullable),
      big('received_at'),
    ]);
    await createTable(
      runner,
      'quarantined_commands',
      [
        key(),
        text('kind', 24),
        text('reason', 24),
        id('actor_id'),
        int('region_id'),
        id('door_id', nullable),
        longText('command'),
        big('clock_offset'),
        big('received_at'),
        text('state', 12),
        text('note', 200, nullable),
        id('decided_by', nullable),
        big('decided_at', nullable),
      ],
      [index('ix_quarantined_region', ['state', 'region_id'])],
    );
    await createTable(runner, 'photos', [
      key(),
      text('uploaded_sha256', 64),
      text('sha256', 64),
      int('bytes'),
      int('width'),
      int('height'),
      id('uploader_id'),
      big('created_at'),
    ]);
  }

  private async createEvents(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'events',
      [
        key(),
        text('type', 60),
        id('actor_id', nullable),
        text('subject_kind', 30),
        text('subject_id', 64),
        int('region_id', nullable),
        big('recorded_at'),
        longText('facts'),
        longText('personal', nullable),
        text('salt', 32, nullable),
        text('commitment', 64, nullable),
        flag(runner, 'sealed', { default: 0 }),
      ],
      [index('ix_events_sealed', ['sealed', 'id']), index('ix_events_subject', ['subject_kind', 'subject_id'])],
    );
    await createTable(
      runner,
      'event_seals',
      [big('number', { isPrimary: true }), id('event_id'), text('hash', 64), big('sealed_at')],
      [unique('ux_event_seals_event', ['event_id'])],
    );
    await createTable(runner, 'event_roots', [
      text('day', 10, { isPrimary: true }),
      big('first_number'),
      big('last_number'),
      text('root', 64),
      text('signature', 120),
      text('key_id', 32),
      big('signed_at'),
    ]);
    await createTable(
      runner,
      'event_deliveries',
      [key('event_id'), text('reaction', 60, { isPrimary: true }), int('attempts', { default: 0 }), big('due_at')],
      [index('ix_event_deliveries_due', ['due_at'])],
    );
    await createTable(runner, 'leases', [
      text('name', 60, { isPrimary: true }),
      id('holder', nullable),
      big('token'),
      big('expires_at'),
    ]);
  }
}
