import { type MultipartRequest, readForm } from '../../common/http/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';

/** The phone sends at most about 1 MB; this leaves room for one that cannot compress. */
export const photoMaxBytes = 8 * 1024 * 1024;
const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The two parts of an upload, `id` and `file`, in either order. */
export async function readPhotoForm(request: MultipartRequest): Promise<{ id: string; file: Buffer }> {
  const { fields, file } = await readForm(request, photoMaxBytes, 1, ErrorCode.PhotoTooLarge);
  if (!uuid7.test(fields.id ?? '')) throw Problem.validation([{ field: 'id', rule: 'uuid7' }]);
  return { id: fields.id!, file: file.bytes };
}
