import type { FastifyRequest } from 'fastify';
import { ErrorCode, Problem } from '../../common/problem/index.js';

/** The phone sends at most about 1 MB; this leaves room for one that cannot compress. */
export const photoMaxBytes = 8 * 1024 * 1024;
const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

interface Part {
  type: 'file' | 'field';
  fieldname: string;
  value?: unknown;
  toBuffer?(): Promise<Buffer>;
}
export type MultipartRequest = FastifyRequest & {
  isMultipart(): boolean;
  parts(options: object): AsyncIterable<Part>;
};

/** The two parts of an upload, `id` and `file`, in either order. */
export async function readPhotoForm(request: MultipartRequest): Promise<{ id: string; file: Buffer }> {
  if (!request.isMultipart()) throw new Problem(415, ErrorCode.UnsupportedMediaType);
  const { id, file } = await readParts(request);
  if (typeof id !== 'string' || !uuid7.test(id)) throw Problem.validation([{ field: 'id', rule: 'uuid7' }]);
  if (file === undefined || file.length === 0) throw Problem.validation([{ field: 'file', rule: 'required' }]);
  return { id, file };
}

async function readParts(request: MultipartRequest): Promise<{ id?: unknown; file?: Buffer }> {
  const form: { id?: unknown; file?: Buffer } = {};
  const limits = { fileSize: photoMaxBytes, files: 1, fields: 1, fieldSize: 100 };
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') form.file = await part.toBuffer!();
      else if (part.fieldname === 'id') form.id = part.value;
    }
    return form;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new Problem(413, ErrorCode.PhotoTooLarge);
    // The parser's own errors (no boundary, a form that breaks off) carry no status: all of them are the sender's fault.
    throw new Problem(400, ErrorCode.MalformedBody);
  }
}
