import type { MigrationInterface, QueryRunner } from 'typeorm';
import { big, createTable, index, text } from './table.js';

/** What WeChat has told, so that it is worked on once. */
export class WechatPushes1765000000000 implements MigrationInterface {
  name = 'WechatPushes1765000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'wechat_pushes',
      [text('id', 64, { isPrimary: true }), text('event', 64), big('received_at')],
      [index('ix_wechat_pushes_received', ['received_at'])],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('wechat_pushes');
  }
}
