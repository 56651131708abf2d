export type { WechatPush } from './push-event.rules.js';
export { pushRoute, receiveWechatPushes } from './receive-pushes.js';
export { WechatError, type WechatErrorKind } from './wechat.errors.js';
export { WechatGateway, type WechatOpening } from './wechat-gateway.js';
export { ContentScene } from './wechat-messages.js';
export { WechatModule } from './wechat.module.js';
export { WechatPushes } from './wechat-pushes.js';
