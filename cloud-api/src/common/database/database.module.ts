import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { Configuration } from '../../config/index.js';
import { Database } from './database.js';
import { dataSourceOptions, openDataSource } from './data-source.js';

@Global()
@Module({})
export class DatabaseModule {
  static forRoot(entities: DataSourceOptions['entities']): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Configuration],
          useFactory: async (configuration: Configuration) => ({
            ...(await dataSourceOptions(configuration, entities)),
            retryAttempts: 0,
          }),
          dataSourceFactory: (options) => openDataSource(options!),
        }),
      ],
      providers: [Database],
      exports: [Database],
    };
  }
}
