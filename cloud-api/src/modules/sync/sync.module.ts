import { Global, Module } from '@nestjs/common';
import { CommandRegistry } from './command-registry.js';
import { CommandRepository } from './command.repository.js';
import { PushService } from './push.service.js';
import { QuarantineRepository } from './quarantine.repository.js';
import { QuarantineService } from './quarantine.service.js';
import { SyncController } from './sync.controller.js';

/** Global, because every module that phones write to registers its commands here. */
@Global()
@Module({
  controllers: [SyncController],
  providers: [CommandRegistry, CommandRepository, PushService, QuarantineRepository, QuarantineService],
  exports: [CommandRegistry, CommandRepository, PushService, QuarantineRepository],
})
export class SyncModule {}
