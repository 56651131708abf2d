import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { PagePlace } from '../../common/http/index.js';
import { Problem } from '../../common/problem/index.js';
import type { NotificationList, NotificationQuery, NotificationsRead } from './dto/notification.dto.js';
import { type NotificationPlace, NotificationRepository } from './notification.repository.js';

const pageSize = 30;
const places = new PagePlace<NotificationPlace>({ createdAt: 'number', id: 'text' });

/** What somebody was told. */
@Injectable()
export class InboxService {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async list({ personId }: Actor, { after, limit = pageSize }: NotificationQuery): Promise<NotificationList> {
    const items = await this.notifications.page(this.database, personId, places.decode(after), limit);
    const last = items.at(-1);
    return {
      items,
      next: last && items.length === limit ? places.encode(last) : null,
      unread: await this.notifications.unread(this.database, personId),
    };
  }

  /** Answers with the newest page. Ids that are not the actor's are passed over. */
  async read(actor: Actor, { ids, all }: NotificationsRead): Promise<NotificationList> {
    if (!all && !ids) throw Problem.validation([{ field: 'ids', rule: 'required' }]);
    await this.database.transaction(async (transaction) => {
      const { personId } = actor;
      const count = await this.notifications.read(transaction, personId, all ? null : ids!, this.clock.now());
      if (count === 0) return;
      const subject = { kind: 'person', id: personId };
      transaction.record({ type: 'notifications.read', actorId: personId, subject, facts: { count } });
    });
    return this.list(actor, {});
  }
}
