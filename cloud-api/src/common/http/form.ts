import type { FastifyRequest } from 'fastify';
import { ErrorCode, Problem } from '../problem/index.js';

interface Part {
  type: 'file' | 'field';
  fieldname: string;
  filename?: string;
  value?: unknown;
  toBuffer?(): Promise<Buffer>;
}

export type MultipartRequest = FastifyRequest & {
  isMultipart(): boolean;
  parts(options: object): AsyncIterable<Part>;
};

export interface UploadForm {
  fields: Record<string, string>;
  file: { name: string; bytes: Buffer };
}

const longestField = 200;

/** The fields and the one file of an upload, in any order. `tooLarge` is what a file beyond `maxBytes` is answered with. */
export async function readForm(
  request: MultipartRequest,
  maxBytes: number,
  mostFields: number,
  tooLarge: ErrorCode,
): Promise<UploadForm> {
  if (!request.isMultipart()) throw new Problem(415, ErrorCode.UnsupportedMediaType);
  const form = await readParts(request, maxBytes, mostFields, tooLarge);
  if (form.file.bytes.length === 0) throw Problem.validation([{ field: 'file', rule: 'required' }]);
  return form;
}

async function readParts(
  request: MultipartRequest,
  maxBytes: number,
  mostFields: number,
  tooLarge: ErrorCode,
): Promise<UploadForm> {
  const form: UploadForm = { fields: {}, file: { name: '', bytes: Buffer.alloc(0) } };
  const limits = { fileSize: maxBytes, files: 1, fields: mostFields, fieldSize: longestField };
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') form.file = { name: part.filename ?? '', bytes: await part.toBuffer!() };
      else if (typeof part.value === 'string') form.fields[part.fieldname] = part.value;
    }
    return form;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new Problem(413, tooLarge);
    // The parser's own errors (no boundary, a form that breaks off) carry no status: all of them are the sender's fault.
    throw new Problem(400, ErrorCode.MalformedBody);
  }
}
