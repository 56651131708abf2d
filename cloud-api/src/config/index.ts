export { ConfigModule } from './config.module.js';
export { Configuration, ConfigurationError, readConfiguration } from './configuration.js';
export { type FieldSource, type MessageTemplate, type NoticeKind, noticeKinds } from './message-templates.js';
export { longestThing } from './template-field.js';
