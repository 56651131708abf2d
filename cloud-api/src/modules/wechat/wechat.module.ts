import { Module } from '@nestjs/common';
import { WechatGateway } from './wechat-gateway.js';

@Module({ providers: [WechatGateway], exports: [WechatGateway] })
export class WechatModule {}
