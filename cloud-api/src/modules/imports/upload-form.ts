import { type MultipartRequest, readForm, validateAs } from '../../common/http/index.js';
import { ErrorCode, Problem } from '../../common/problem/index.js';
import { spreadsheetLimits } from '../../common/spreadsheet/index.js';
import { UploadFields } from './dto/import.dto.js';
import type { Upload } from './imports.service.js';

/** The parts of an upload: `id`, `kind`, `regionId` and `file`, in any order. */
export async function readUpload(request: MultipartRequest): Promise<Upload> {
  const { fields, file } = await readForm(request, spreadsheetLimits.bytes, 3, ErrorCode.ListTooLarge);
  const regionId =
    fields.regionId !== undefined && /^\d{1,9}$/.test(fields.regionId) ? Number(fields.regionId) : fields.regionId;
  const checked = validateAs(UploadFields, { ...fields, ...(regionId === undefined ? {} : { regionId }) });
  if (checked.value === null) throw Problem.validation(checked.errors);
  return { ...checked.value, file };
}
