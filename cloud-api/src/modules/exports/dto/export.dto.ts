import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  PhoneIdField,
  TextField,
} from '../../../common/http/index.js';
import { ExportKind, ExportState } from '../export.rules.js';

/** `planId`, `round`, `from` and `to` belong to the register, the first two to the progress table as well. */
export class NewExport {
  /** Made by the client; sent again it is the same export. */
  @PhoneIdField() id: string;
  @EnumField(ExportKind, 'ExportKind') kind: ExportKind;
  @IntegerField({ min: 1 }) regionId: number;
  /** The plan nearest to the region unless told. */
  @IdField({ optional: true }) planId?: string;
  /** The round that runs now unless told. */
  @IntegerField({ min: 1, max: 99, optional: true }) round?: number;
  /** The first and the last day of the register; those of the round unless told. */
  @DateField({ optional: true }) from?: string;
  @DateField({ optional: true }) to?: string;
  /** Phones in full. Otherwise the register masks them, and a household book has none. */
  @BooleanField({ optional: true }) withPhones?: boolean;
}

export class Export {
  @IdField() id: string;
  @EnumField(ExportKind, 'ExportKind') kind: ExportKind;
  @IntegerField() regionId: number;
  @TextField() regionName: string;
  @BooleanField() withPhones: boolean;
  @DateField({ nullable: true }) from: string | null;
  @DateField({ nullable: true }) to: string | null;
  @EnumField(ExportState, 'ExportState') state: ExportState;
  /** Doors gone through, of `total`; a total of 0 says that nobody knows yet. */
  @IntegerField() done: number;
  @IntegerField() total: number;
  /** Why it failed: `forbidden` when the right was lost meanwhile, `not_found` when the plan was. */
  @TextField({ nullable: true }) error: string | null;
  @IntegerField({ nullable: true }) rowCount: number | null;
  @TextField({ nullable: true }) fileName: string | null;
  @InstantField() createdAt: number;
  /** Until when it can be downloaded. */
  @InstantField({ nullable: true }) expiresAt: number | null;
}

export class ExportList {
  @ListField(Export) items: Export[];
}
