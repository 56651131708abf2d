export { ConfigModule } from './config.module.js';
export { Configuration, ConfigurationError, readConfiguration, type WechatSettings } from './configuration.js';
