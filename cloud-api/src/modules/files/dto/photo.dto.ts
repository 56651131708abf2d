import { IdField, IntegerField, TextField } from '../../../common/http/index.js';

export class Photo {
  @IdField() id: string;
  @TextField() sha256: string;
  @IntegerField() bytes: number;
  @IntegerField() width: number;
  @IntegerField() height: number;
}
