import { Module } from '@nestjs/common';
import { ChatGroupsModule } from '../chat-groups/index.js';
import { DemoController } from './demo.controller.js';
import { DemoService } from './demo.service.js';
import { EmulatedWechat } from './emulated-wechat.js';

@Module({ imports: [ChatGroupsModule], controllers: [DemoController], providers: [DemoService, EmulatedWechat] })
export class DemoModule {}
