import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { big, createTable, flag, id, index, int, key, longText, nullable, text, unique } from './table.js';

const tables = [
  'chat_groups',
  'chat_group_people',
  'chat_group_cards',
  'chat_group_joins',
  'absences',
  'directives',
  'directive_versions',
  'relays',
  'relay_receipts',
  'relay_pushes',
  'card_openings',
  'relay_attestations',
  'relay_urges',
  'notifications',
  'wechat_messages',
  'subscription_grants',
  'warning_readings',
  'scam_reports',
];

/** Groups in levels, directives and how they come down through them, what people are told, and what they tell back. */
export class Cascade1765100000000 implements MigrationInterface {
  name = 'Cascade1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    await this.extendRegions(runner);
    await runner.createIndex('photos', new TableIndex(index('ix_photos_uploader', ['uploader_id', 'created_at'])));
    await this.createGroups(runner);
    await this.createDirectives(runner);
    await this.createRelays(runner);
    await this.createNotifications(runner);
    await this.createWarnings(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...tables].reverse()) await runner.dropTable(table);
    await runner.dropIndex('photos', 'ix_photos_uploader');
    await runner.dropColumns('regions', ['unit_kind']);
  }

  /** Until now nothing said what a unit is; those with classes are schools. */
  private async extendRegions(runner: QueryRunner): Promise<void> {
    await runner.addColumn('regions', new TableColumn(text('unit_kind', 12, nullable)));
    await runner.query(
      `UPDATE regions SET unit_kind = CASE WHEN id IN (SELECT unit_id FROM doors WHERE unit_id IS NOT NULL)
        THEN 'school' ELSE 'department' END WHERE level = 'unit'`,
    );
  }

  private async createGroups(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'chat_groups',
      [
        key(),
        id('plan_id'),
        text('kind_key', 40),
        text('place_key', 48),
        int('region_id'),
        id('class_id', nullable),
        id('upper_id', nullable),
        int('level'),
        text('name', 60),
        flag(runner, 'renamed', { default: 0 }),
        text('reaches', 10, nullable),
        id('owner_id', nullable),
        text('built_on', 10, nullable),
        text('opengid', 64, nullable),
        big('bound_at', nullable),
        int('reported_size', nullable),
        text('reported_on', 10, nullable),
        int('version', { default: 1 }),
        big('created_at'),
        big('closed_at', nullable),
      ],
      [
        unique('ux_chat_groups_place', ['plan_id', 'kind_key', 'place_key']),
        unique('ux_chat_groups_opengid', ['opengid']),
        index('ix_chat_groups_region', ['region_id']),
        index('ix_chat_groups_class', ['class_id']),
        index('ix_chat_groups_upper', ['upper_id']),
      ],
    );
    await createTable(
      runner,
      'chat_group_people',
      [
        key('group_id'),
        key('person_id'),
        { ...text('part', 12), isPrimary: true },
        text('label', 20),
        text('origin', 8),
        id('post_id', nullable),
      ],
      [index('ix_chat_group_people_person', ['person_id']), index('ix_chat_group_people_post', ['post_id'])],
    );
    await createTable(runner, 'chat_group_cards', [
      key('group_id'),
      key('person_id'),
      text('part', 12),
      text('opengid', 64),
      text('opener', 64),
      big('opened_at'),
    ]);
    await createTable(
      runner,
      'chat_group_joins',
      [
        key('group_id'),
        key('resident_id'),
        text('joined_on', 10),
        text('source', 8),
        id('by_id', nullable),
        text('left_on', 10, nullable),
      ],
      [index('ix_chat_group_joins_resident', ['resident_id'])],
    );
    await createTable(
      runner,
      'absences',
      [
        key(),
        id('person_id'),
        id('deputy_id'),
        big('starts_at'),
        big('ends_at', nullable),
        text('reason', 100, nullable),
        id('created_by'),
        big('created_at'),
        big('cancelled_at', nullable),
      ],
      [
        index('ix_absences_person', ['person_id', 'starts_at']),
        index('ix_absences_deputy', ['deputy_id', 'starts_at']),
      ],
    );
  }

  private async createDirectives(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'directives',
      [
        key(),
        id('plan_id'),
        int('region_id'),
        text('state', 10),
        int('revision', { default: 1 }),
        longText('draft'),
        longText('content_check', nullable),
        id('created_by'),
        big('created_at'),
        id('requested_by', nullable),
        big('requested_at', nullable),
        text('returned_because', 200, nullable),
        id('current_version_id', nullable),
        big('published_at', nullable),
        big('recalled_at', nullable),
        id('recalled_by', nullable),
        text('recall_reason', 200, nullable),
      ],
      [index('ix_directives_region', ['region_id', 'created_at'])],
    );
    await createTable(
      runner,
      'directive_versions',
      [
        key(),
        id('directive_id'),
        int('number'),
        text('kind', 12),
        text('severity', 10),
        text('title', 60),
        longText('content'),
        longText('targets'),
        text('hash', 64),
        int('group_count'),
        big('published_at'),
        id('published_by'),
        id('approved_by', nullable),
        longText('content_check', nullable),
        text('amend_reason', 200, nullable),
        big('closed_at', nullable),
      ],
      [unique('ux_directive_versions_number', ['directive_id', 'number'])],
    );
  }

  private async createRelays(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'relays',
      [
        key(),
        id('version_id'),
        id('group_id'),
        id('upper_id', nullable),
        int('level'),
        big('opened_at', nullable),
        big('due_at', nullable),
        big('chain_due_at'),
        big('signed_at', nullable),
        id('signed_by', nullable),
        big('pushed_at', nullable),
        id('pushed_by', nullable),
        big('proved_at', nullable),
        int('openers', { default: 0 }),
        big('doubted_at', nullable),
        big('attested_at', nullable),
        big('skipped_at', nullable),
        id('skipped_by', nullable),
        text('skip_reason', 200, nullable),
        int('step', { default: 0 }),
        big('next_step_at', nullable),
        big('closed_at', nullable),
      ],
      [
        unique('ux_relays_group', ['version_id', 'group_id']),
        index('ix_relays_upper', ['upper_id']),
        index('ix_relays_group', ['group_id', 'version_id']),
        index('ix_relays_step', ['next_step_at', 'id']),
      ],
    );
    await createTable(runner, 'relay_receipts', [
      key('relay_id'),
      key('person_id'),
      id('absent_id', nullable),
      text('version_hash', 64),
      big('signed_at'),
      big('device_at'),
    ]);
    await createTable(
      runner,
      'relay_pushes',
      [key(), id('relay_id'), id('person_id'), big('pushed_at'), big('device_at')],
      [index('ix_relay_pushes_relay', ['relay_id', 'pushed_at'])],
    );
    await createTable(
      runner,
      'card_openings',
      [
        key(),
        id('version_id'),
        id('card_relay_id'),
        id('relay_id', nullable),
        text('opener', 64),
        id('person_id', nullable),
        text('outcome', 16),
        big('opened_at'),
      ],
      [
        unique('ux_card_openings_opener', ['relay_id', 'opener']),
        index('ix_card_openings_card', ['card_relay_id', 'outcome']),
      ],
    );
    await createTable(runner, 'relay_attestations', [
      key('relay_id'),
      key('person_id'),
      flag(runner, 'seen'),
      text('note', 200, nullable),
      big('attested_at'),
    ]);
    await createTable(
      runner,
      'relay_urges',
      [key(), id('relay_id'), id('person_id'), big('urged_at')],
      [index('ix_relay_urges_relay', ['relay_id', 'urged_at'])],
    );
  }

  private async createNotifications(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'notifications',
      [
        key(),
        id('person_id'),
        text('kind', 30),
        text('title', 60),
        text('body', 200),
        text('target_kind', 20),
        text('target_id', 36),
        flag(runner, 'pressing'),
        text('once_key', 64),
        big('created_at'),
        big('read_at', nullable),
      ],
      [
        unique('ux_notifications_once', ['once_key']),
        index('ix_notifications_person', ['person_id', 'created_at']),
        index('ix_notifications_unread', ['person_id', 'read_at']),
        index('ix_notifications_created', ['created_at']),
      ],
    );
    await createTable(
      runner,
      'wechat_messages',
      [
        key(),
        id('notification_id'),
        text('openid', 64),
        text('template_key', 30),
        text('page', 120),
        longText('fields'),
        text('state', 10),
        int('attempts', { default: 0 }),
        big('due_at', nullable),
        big('tried_at', nullable),
        big('sent_at', nullable),
        big('confirmed_at', nullable),
        text('error', 40, nullable),
        big('created_at'),
      ],
      [
        unique('ux_wechat_messages_receiver', ['notification_id', 'openid']),
        index('ix_wechat_messages_due', ['due_at', 'id']),
        index('ix_wechat_messages_openid', ['openid', 'template_key', 'state']),
      ],
    );
    await createTable(runner, 'subscription_grants', [
      { ...text('openid', 64), isPrimary: true },
      { ...text('template_key', 30), isPrimary: true },
      int('remaining', { default: 0 }),
      flag(runner, 'long_term', { default: 0 }),
      int('unpaired', { default: 0 }),
      big('accepted_at', { default: 0 }),
      big('refused_at', { default: 0 }),
    ]);
  }

  private async createWarnings(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'warning_readings',
      [
        key('person_id'),
        key('directive_id'),
        big('opened_at'),
        big('played_at', nullable),
        big('helpful_at', nullable),
      ],
      [index('ix_warning_readings_directive', ['directive_id'])],
    );
    await createTable(
      runner,
      'scam_reports',
      [
        key(),
        id('person_id'),
        int('region_id'),
        id('directive_id', nullable),
        text('fraud_type', 24),
        longText('story'),
        text('phone_cipher', 200, nullable),
        longText('photo_ids'),
        text('state', 10),
        big('created_at'),
        id('handled_by', nullable),
        big('handled_at', nullable),
        text('note', 300, nullable),
      ],
      [index('ix_scam_reports_region', ['region_id', 'created_at']), index('ix_scam_reports_person', ['person_id'])],
    );
  }
}
