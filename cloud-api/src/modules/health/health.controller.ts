import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/auth/index.js';
import { Database } from '../../common/database/index.js';
import { Answers, BooleanField, EnumField, TextField } from '../../common/http/index.js';
import { Configuration } from '../../config/index.js';

const DatabaseKind = { Sqlite: 'sqlite', Mariadb: 'mariadb', Mysql: 'mysql' } as const;

export class Health {
  @TextField() status: string;
  @TextField() version: string;
  @EnumField(DatabaseKind, 'DatabaseKind') database: (typeof DatabaseKind)[keyof typeof DatabaseKind];
  @BooleanField() demo: boolean;
}

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly configuration: Configuration,
  ) {}

  /** Answers only when the database does. */
  @Get()
  @Public()
  @Answers(Health)
  async health(): Promise<Health> {
    await this.database.query('SELECT 1 AS alive');
    const { type } = this.database.dataSource.options;
    return {
      status: 'ok',
      version: '0.1.0',
      database: type === 'better-sqlite3' ? 'sqlite' : (type as 'mariadb' | 'mysql'),
      demo: this.configuration.demo,
    };
  }
}
