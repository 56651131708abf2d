export { NotificationTarget } from './dto/notification.dto.js';
export { MessageOutbox } from './message-outbox.js';
export { MessageSender } from './message-sender.js';
export { MessageRepository } from './message.repository.js';
export { NotificationsModule } from './notifications.module.js';
export { type Notice, Notifier } from './notifier.js';
