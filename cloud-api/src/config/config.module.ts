import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Configuration, readConfiguration } from './configuration.js';

@Global()
@Module({})
export class ConfigModule {
  static with(configuration: Configuration = readConfiguration()): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: Configuration, useValue: configuration }],
      exports: [Configuration],
    };
  }
}
