export { type GroupEnterInfo, openGroupEnterInfo } from './group-enter-info.rules.js';
export type { WechatPush } from './push-event.rules.js';
export { pushRoute, receiveWechatPushes } from './receive-pushes.js';
export { WechatClient } from './wechat-client.js';
export { WechatError, type WechatErrorKind } from './wechat.errors.js';
export { WechatGateway, type WechatOpening } from './wechat-gateway.js';
export {
  type ContentFinding,
  ContentScene,
  type MediaToCheck,
  type SubscribeMessage,
  type TextToCheck,
} from './wechat-messages.js';
export { WechatModule } from './wechat.module.js';
export { WechatPushes, type WechatPushHandler } from './wechat-pushes.js';
