export { ConfigModule } from './config.module.js';
export {
  Configuration,
  ConfigurationError,
  readConfiguration,
  type WechatPushSettings,
  type WechatSettings,
} from './configuration.js';
export {
  type FieldSource,
  type MessageTemplate,
  type NoticeKind,
  noticeKinds,
  type TemplateField,
} from './message-templates.js';
export { longestThing } from './template-field.js';
