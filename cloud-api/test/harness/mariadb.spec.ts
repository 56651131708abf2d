import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mysql from 'mysql2/promise';
import { MariadbServer } from './mariadb.js';

describe('MariadbServer', () => {
  let server: MariadbServer;
  beforeAll(async () => {
    server = await MariadbServer.start(tmpdir());
  });
  afterAll(() => server.stop());

  it('keeps what was committed when it is killed, and nothing else', async () => {
    const url = await server.createDatabase('kept');
    const before = await mysql.createConnection(url);
    // The kill breaks the connection; that is what is tried here.
    before.on('error', () => undefined);
    await before.query('CREATE TABLE door (id INT PRIMARY KEY, name VARCHAR(60))');
    await before.query("INSERT INTO door VALUES (1, '蟒河镇')");
    await before.beginTransaction();
    await before.query("INSERT INTO door VALUES (2, '未提交')");

    await server.kill9();
    await expect(mysql.createConnection(url)).rejects.toThrow();
    await server.restart();

    const after = await mysql.createConnection(url);
    const [rows] = await after.query('SELECT id, name FROM door');
    await after.end();
    expect(rows).toEqual([{ id: 1, name: '蟒河镇' }]);
  });
});
