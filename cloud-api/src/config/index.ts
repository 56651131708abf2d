export { ConfigModule } from './config.module.js';
export {
  Configuration,
  ConfigurationError,
  readConfiguration,
  type WechatPushSettings,
  type WechatSettings,
} from './configuration.js';
