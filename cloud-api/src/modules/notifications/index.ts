export { NotificationTarget } from './dto/notification.dto.js';
export { MessageSender } from './message-sender.js';
export { NotificationsModule } from './notifications.module.js';
export { type Notice, Notifier } from './notifier.js';
