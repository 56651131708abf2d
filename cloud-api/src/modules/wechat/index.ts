export { WechatClient } from './wechat-client.js';
export { WechatError } from './wechat.errors.js';
export { WechatGateway } from './wechat-gateway.js';
export { WechatModule } from './wechat.module.js';
