import { Module } from '@nestjs/common';
import { WechatGateway } from './wechat-gateway.js';
import { WechatPushController } from './wechat-push.controller.js';
import { WechatPushes } from './wechat-pushes.js';

@Module({
  controllers: [WechatPushController],
  providers: [WechatGateway, WechatPushes],
  exports: [WechatGateway, WechatPushes],
})
export class WechatModule {}
