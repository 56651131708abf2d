import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Answer, Json, TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { PdfFile, qrOnPicture } from '../harness/pdf.js';
import { sittingAt } from '../harness/signing.js';
import type { WorldDoor } from '../harness/world-doors.js';
import { buildWorld, type World } from '../harness/world.js';

const day = 86_400_000;
let test: TestApp;
let world: World;
let worker: TestPhone;
/** The notice and the pledge of 王德福, and their codes. */
let signed: { id: string; code: string }[];
let anybody: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  world = await buildWorld(test);
  worker = new TestPhone(await test.as(world.people.gridWorker), test.clock);
  signed = await signAt(world.doors.wang);
});
beforeEach(() => {
  anybody = test.anonymous();
});
afterAll(() => test.close());

async function signAt(door: WorldDoor): Promise<{ id: string; code: string }[]> {
  const sitting = await sittingAt(worker, door);
  expect((await worker.push(sitting))[0].result).toBe('stored');
  await test.work();
  const { papers } = sitting.payload as { papers: { id: string }[] };
  return Promise.all(
    papers.map(async ({ id }) => {
      const { body } = await worker.client.get(`/signatures/${id}`);
      return { id, code: body.verifyUrl.split('/').at(-1) as string };
    }),
  );
}

const ask = async (person: TestPerson, signatureId: string, id = uuid7()) =>
  (await test.as(person)).post('/certificates', { id, signatureId });

async function certificateOf(signatureId: string): Promise<{ id: string; bytes: Buffer; answer: Json }> {
  const { body } = await ask(world.people.gridWorker, signatureId);
  await test.work();
  const answer = (await worker.client.get(`/certificates/${body.id}`)).body;
  const { bytes } = await worker.client.get(`/certificates/${body.id}/file`);
  return { id: body.id, bytes, answer };
}

async function textOf(bytes: Buffer): Promise<string> {
  const file = await PdfFile.open(bytes);
  const text = (await file.text()).replace(/\s/g, '');
  await file.close();
  return text;
}

const jobs = async () =>
  Number(
    (await test.database.query<{ size: number }>("SELECT COUNT(*) AS size FROM jobs WHERE kind = 'certificate'"))[0]!
      .size,
  );

/** What a browser gets: pages lie outside the API's prefix. */
async function browse(
  url: string,
  { address = '198.51.100.1', ...sent }: { address?: string; [name: string]: unknown } = {},
) {
  return test.app.inject({ method: 'GET', url, remoteAddress: address, ...sent });
}

function upload(file: Buffer): { headers: Record<string, string>; payload: Buffer } {
  const head =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n';
  return {
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--b--\r\n')]),
  };
}

describe('a certificate', () => {
  it('is made by a job, carries a valid signature and leads to the public page', async () => {
    const { answer, bytes } = await certificateOf(signed[0]!.id);
    expect(answer).toMatchObject({ state: 'done', signatureId: signed[0]!.id });
    expect(answer.fileName).toMatch(/签署证明-[0-9A-Z]{8}\.pdf$/);
    expect(answer.expiresAt).toBe(test.clock.now() + 30 * day);
    const file = await PdfFile.open(bytes);
    expect(await file.signature()).toContain('Signature is Valid');
    const pages = await file.pages();
    expect(await qrOnPicture(pages.at(-1)!)).toMatch(new RegExp(`/verify/${signed[0]!.code}$`));
    await file.close();
    const text = await textOf(bytes);
    for (const said of ['王德福（户主）', '韩网格', '桃花潭', '当面见证']) expect(text).toContain(said);
    const downloads = await test.database.query("SELECT facts FROM events WHERE type = 'certificate.downloaded'");
    expect(downloads).toHaveLength(1);
  });

  it('is made for the signer too, who asks first and holds no post', async () => {
    const { body } = await ask(world.resident, signed[1]!.id);
    await test.work();
    const client = await test.as(world.resident);
    expect((await client.get(`/certificates/${body.id}`)).body.state).toBe('done');
    expect((await client.get(`/certificates/${body.id}/file`)).status).toBe(200);
  });

  it('is one for one id, also at once; another signature or person under the id is a conflict', async () => {
    const id = uuid7();
    const answers = await Promise.all([1, 2, 3].map(() => ask(world.people.gridWorker, signed[1]!.id, id)));
    for (const { status, body } of answers) expect([status, body.id]).toEqual([200, id]);
    expect((await ask(world.people.gridWorker, signed[0]!.id, id)).status).toBe(409);
    expect((await ask(world.people.villageHead, signed[1]!.id, id)).status).toBe(409);
  });

  it('is made once for all who ask while the signature stands as it does', async () => {
    const before = await jobs();
    const [notice] = await signAt(world.doors.li);
    const first = (await ask(world.people.gridWorker, notice!.id)).body;
    const meanwhile = (await ask(world.people.villageHead, notice!.id)).body;
    await test.work();
    const later = (await ask(world.people.villageHead, notice!.id)).body;
    expect([first.state, meanwhile.state, later.state]).toEqual(['queued', 'queued', 'done']);
    expect((await jobs()) - before).toBe(1);
    const head = await test.as(world.people.villageHead);
    const files = [
      await worker.client.get(`/certificates/${first.id}/file`),
      await head.get(`/certificates/${meanwhile.id}/file`),
      await head.get(`/certificates/${later.id}/file`),
    ];
    for (const { bytes } of files) expect(bytes.equals(files[0]!.bytes)).toBe(true);
  });

  it('says that the signature was withdrawn, once it was', async () => {
    const [notice] = await signAt(world.doors.zhao);
    const { id } = await certificateOf(notice!.id);
    expect((await worker.client.post(`/signatures/${notice!.id}/withdrawal`, { reason: '本人要求' })).status).toBe(200);
    await test.work();
    const after = await certificateOf(notice!.id);
    expect(after.id).not.toBe(id);
    expect(await textOf(after.bytes)).toContain('这份签名已撤回');
    expect((await anybody.get(`/verifications/${notice!.code}`)).body).toMatchObject({
      valid: false,
      reason: 'withdrawn',
    });
    expect((await browse(`/verify/${notice!.code}`)).body).toContain('签名已撤回');
  });

  it('is for those alone who may read the signature', async () => {
    const { id } = await certificateOf(signed[0]!.id);
    for (const person of [world.people.gridWorkerNext, world.elsewhere.worker, world.people.formerWorker]) {
      const client = await test.as(person);
      expect((await ask(person, signed[0]!.id)).status).toBe(404);
      expect((await client.get(`/certificates/${id}`)).status).toBe(404);
      expect((await client.get(`/certificates/${id}/file`)).status).toBe(404);
    }
    expect((await anybody.get(`/certificates/${id}`)).status).toBe(401);
    const own = await ask(world.resident, signed[0]!.id);
    expect(own.status).toBe(200);
    expect((await (await test.as(world.resident)).get(`/certificates/${own.body.id}/file`)).status).toBe(200);
  });

  it('is made anew when its file has expired', async () => {
    const { id } = await certificateOf(signed[0]!.id);
    test.clock.advance(31 * day);
    expect((await worker.client.get(`/certificates/${id}/file`)).status).toBe(404);
    expect((await certificateOf(signed[0]!.id)).answer).toMatchObject({ state: 'done' });
  });
});

describe('anybody with the code', () => {
  it('learns that the signature holds, and no more of the person than a masked name', async () => {
    const { status, body } = await anybody.get(`/verifications/${signed[0]!.code}`);
    expect([status, body.valid, body.reason, body.maskedName]).toEqual([200, true, null, '王*福']);
    expect(body.placeName).toContain('桃花潭镇');
    expect(body.sealedAt).toBeGreaterThan(0);
    expect(body.checks.map(({ result }: Json) => result)).not.toContain('broken');
    expect(JSON.stringify(body)).not.toMatch(/王德福|韩网格|\b1990/);
  });

  it('may type it as people do', async () => {
    const { code } = signed[0]!;
    const typed = code
      .toLowerCase()
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
      .replace(/(.{4})/g, '$1 ');
    expect((await anybody.get(`/verifications/${encodeURIComponent(typed)}`)).body.code).toBe(code);
    const sent = await browse(`/verify?code=${encodeURIComponent(typed)}`);
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/verify/${code}`]);
  });

  it.each(['0'.repeat(26), 'x', '%00', "1'%20OR%20'1'='1", '..%2f..', 'A'.repeat(150)])(
    'finds nothing by %s',
    async (code) => {
      expect((await anybody.get(`/verifications/${code}`)).status).toBe(404);
      const page = await browse(`/verify/${code}`);
      expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(page.body).toContain('没有这个编号');
    },
  );

  it('reads a page that runs nothing, loads nothing and is not kept', async () => {
    const page = await browse(`/verify/${signed[1]!.code}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('签名有效');
    expect(page.body).toContain('王*福');
    expect(page.body).not.toMatch(/王德福|韩网格|<script/);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(Number(page.headers['content-length'])).toBe(Buffer.byteLength(page.body));
  });

  it('finds a form at the door, and is told what is wrong with what was typed', async () => {
    expect((await browse('/verify')).body).toContain('<form');
    for (const query of ['code=123', 'code=', 'code=1&code=2']) {
      const { statusCode, body } = await browse(`/verify?${query}`);
      expect([statusCode, body.includes('编号是 26 个')]).toEqual([400, true]);
    }
  });
});

describe('a PDF', () => {
  const judged = async (file: Buffer): Promise<Answer> => anybody.raw('POST', '/verifications', upload(file));

  it('is known byte by byte', async () => {
    const { bytes } = await certificateOf(signed[0]!.id);
    expect((await judged(bytes)).body).toMatchObject({ verdict: 'issued', verification: { code: signed[0]!.code } });
    const changed = Buffer.from(bytes);
    changed[changed.length >> 1]! ^= 1;
    for (const file of [changed, Buffer.concat([bytes, Buffer.from('\n')])])
      expect((await judged(file)).body).toMatchObject({ verdict: 'changed', verification: { valid: true } });
    expect((await judged(Buffer.from(`%PDF-1.7 ${'0'.repeat(26)}`))).body).toEqual({
      verdict: 'unknown',
      verification: null,
    });
    const page = await browse('/verify', { method: 'POST', ...upload(changed) });
    expect([page.statusCode, page.body.includes('文件不是原件'), page.body.includes('王*福')]).toEqual([
      200,
      true,
      true,
    ]);
    expect((await browse('/verify', { method: 'POST', ...upload(bytes) })).body).toContain('文件是原件');
  });

  it.each<[string, object, number]>([
    ['another kind of file', upload(Buffer.from('GIF89a')), 400],
    ['nothing', upload(Buffer.alloc(0)), 400],
    ['more than five megabytes', upload(Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(5 * 1024 * 1024)])), 413],
    ['no form', { headers: { 'content-type': 'application/json' }, payload: '{}' }, 415],
    [
      'a form that breaks off',
      { headers: { 'content-type': 'multipart/form-data; boundary=b' }, payload: '--b\r\n' },
      400,
    ],
  ])('is refused when it is %s', async (_, sent, status) => {
    const answer = await anybody.raw('POST', '/verifications', sent);
    expect([answer.status, typeof answer.body.code]).toEqual([status, 'string']);
    const page = await browse('/verify', { method: 'POST', ...sent });
    expect([page.statusCode, page.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
  });
});

describe('what was changed behind the log', () => {
  it('is told of, and gets no certificate', async () => {
    const [, notice] = signed;
    await test.database.transaction((transaction) =>
      transaction.execute('UPDATE signatures SET signed_at = signed_at + 1 WHERE id = ?', [notice!.id]),
    );
    expect((await anybody.get(`/verifications/${notice!.code}`)).body).toMatchObject({
      valid: false,
      reason: 'tampered',
    });
    expect((await browse(`/verify/${notice!.code}`)).body).toContain('不可信');
    const { body } = await ask(world.people.gridWorker, notice!.id);
    await test.work();
    expect((await worker.client.get(`/certificates/${body.id}`)).body).toMatchObject({
      state: 'failed',
      fileName: null,
    });
    expect((await worker.client.get(`/certificates/${body.id}/file`)).status).toBe(409);
  });
});
