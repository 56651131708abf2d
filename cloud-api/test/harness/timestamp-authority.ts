import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findExecutable } from './executables.js';

const run = promisify(execFile);

/** How the authority behaves from now on. */
export type AuthorityMood =
  | 'granting'
  | 'silent'
  | 'dropping the line'
  | 'out of order'
  | 'talking rubbish'
  | 'answering with a page'
  | 'answering another question'
  | 'stamping something else'
  | 'refusing'
  | 'without its certificate'
  | 'breaking the signature';

/** A real RFC 3161 authority: OpenSSL behind HTTP, with a key and a certificate of its own. */
export class TestTimestampAuthority {
  mood: AuthorityMood = 'granting';
  asked = 0;
  private questions = 0;

  private constructor(
    private readonly openssl: string,
    private readonly directory: string,
    private readonly server: ReturnType<typeof createServer>,
  ) {}

  /** `key` as OpenSSL's -newkey takes it: `rsa:2048`, or `ec` for P-256. */
  static async begin(key: 'rsa:2048' | 'ec' = 'ec'): Promise<TestTimestampAuthority> {
    const openssl = findExecutable('openssl');
    if (!openssl) throw new Error('openssl is missing');
    const authority = new TestTimestampAuthority(openssl, mkdtempSync(path.join(tmpdir(), 'wz-tsa-')), createServer());
    await authority.makeKey(key);
    authority.server.on('request', (request, response) => {
      authority.answer(request, response).catch(() => response.destroy());
    });
    authority.server.listen(0, '127.0.0.1');
    await once(authority.server, 'listening');
    return authority;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/tsa`;
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((ended) => this.server.close(ended));
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** What OpenSSL itself finds in a token (DER): its text, and whether it stands for the data and our certificate. */
  async read(token: Buffer, data: Buffer): Promise<{ text: string; verified: boolean }> {
    const tokenFile = await this.write('token.der', token);
    const dataFile = await this.write('data.bin', data);
    const { stdout } = await this.run('ts', '-reply', '-in', tokenFile, '-token_in', '-text');
    const check = ['ts', '-verify', '-in', tokenFile, '-token_in', '-data', dataFile, '-CAfile', this.file('tsa.pem')];
    const verified = await this.run(...check).then(
      () => true,
      () => false,
    );
    return { text: stdout, verified };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const query = Buffer.concat(parts);
    this.asked += 1;
    if (request.headers['content-type'] !== 'application/timestamp-query') throw new Error('no query');
    switch (this.mood) {
      case 'silent':
        return;
      case 'dropping the line':
        response.destroy();
        return;
      case 'out of order':
        response.writeHead(503).end();
        return;
      case 'talking rubbish':
        response.end(Buffer.from('30030201', 'hex'));
        return;
      case 'answering with a page':
        response.end('<html>maintenance</html>');
        return;
      default:
        response.setHeader('content-type', 'application/timestamp-reply');
        response.end(await this.reply(query));
    }
  }

  private async reply(query: Buffer): Promise<Buffer> {
    switch (this.mood) {
      case 'answering another question':
        return this.grant(await this.freshQuery(imprintIn(query)));
      case 'stamping something else':
        return this.grant(withOtherImprint(query));
      case 'refusing':
        return this.grant(query, 'stern');
      case 'without its certificate':
        return this.grant(await this.freshQuery(imprintIn(query), false));
      case 'breaking the signature': {
        const answer = await this.grant(query);
        answer[answer.length - 5]! ^= 1;
        return answer;
      }
      default:
        return this.grant(query);
    }
  }

  private async grant(query: Buffer, section = 'tsa'): Promise<Buffer> {
    const queryFile = await this.write('query.tsq', query);
    const out = this.file(`${path.basename(queryFile)}.tsr`);
    await this.run(
      'ts',
      '-reply',
      '-config',
      this.file('tsa.cnf'),
      '-section',
      section,
      '-queryfile',
      queryFile,
      '-out',
      out,
    );
    return readFile(out);
  }

  /** A query of the same imprint with another nonce. */
  private async freshQuery(imprint: string, withCertificate = true): Promise<Buffer> {
    const out = this.file('fresh.tsq');
    await this.run('ts', '-query', '-digest', imprint, '-sha256', ...(withCertificate ? ['-cert'] : []), '-out', out);
    return readFile(out);
  }

  private async makeKey(key: string): Promise<void> {
    await writeFile(this.file('tsa.cnf'), configuration(this.directory));
    await writeFile(this.file('serial'), '01\n');
    const curve = key === 'ec' ? ['-pkeyopt', 'ec_paramgen_curve:P-256'] : [];
    const names = ['-subj', '/CN=Test Timestamp Authority', '-config', this.file('tsa.cnf'), '-extensions', 'stamping'];
    const files = ['-keyout', this.file('tsa.key'), '-out', this.file('tsa.pem')];
    await this.run('req', '-x509', '-newkey', key, ...curve, '-nodes', '-days', '30', ...files, ...names);
  }

  private async write(name: string, content: Buffer): Promise<string> {
    this.questions += 1;
    const file = this.file(`${this.questions}-${name}`);
    await writeFile(file, content);
    return file;
  }

  private file(name: string): string {
    return path.join(this.directory, name);
  }

  private run(...parameters: string[]) {
    return run(this.openssl, parameters);
  }
}

const configuration = (directory: string) => `
[req]
distinguished_name = nobody
[nobody]
[stamping]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
serial = ${directory}/serial
signer_cert = ${directory}/tsa.pem
signer_key = ${directory}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[stern]
serial = ${directory}/serial
signer_cert = ${directory}/tsa.pem
signer_key = ${directory}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha512
ess_cert_id_alg = sha256
`;

/** The 32 bytes of a SHA-256 imprint in a query, and where they begin. */
function imprintAt(query: Buffer): number {
  return query.indexOf(Buffer.from('0420', 'hex')) + 2;
}

function imprintIn(query: Buffer): string {
  const at = imprintAt(query);
  return query.subarray(at, at + 32).toString('hex');
}

function withOtherImprint(query: Buffer): Buffer {
  const other = Buffer.from(query);
  other[imprintAt(query)]! ^= 1;
  return other;
}
