import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { dataSourceOptions, openDataSource } from './common/database/index.js';
import { readConfiguration } from './config/index.js';
import { entities } from './entities.js';

/** Compares the entities with the migrated schema of the configured database; prints and fails on any difference. */
const dataSource: DataSource = await openDataSource(await dataSourceOptions(readConfiguration(), entities));
const difference = await dataSource.driver.createSchemaBuilder().log();
await dataSource.destroy();
for (const query of difference.upQueries) process.stdout.write(`${query.query}\n`);
process.stdout.write(difference.upQueries.length === 0 ? 'schema: entities and migrations agree\n' : 'schema: drift\n');
process.exitCode = difference.upQueries.length === 0 ? 0 : 1;
