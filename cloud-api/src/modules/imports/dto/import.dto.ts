import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, Max, Min } from 'class-validator';
import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  PhoneIdField,
  TextField,
  TextListField,
} from '../../../common/http/index.js';
import { ImportKindName, ImportState } from '../import.rules.js';

export const ImportLayout = { RowPerPerson: 'row_per_person', RowPerHousehold: 'row_per_household' } as const;
export type ImportLayout = (typeof ImportLayout)[keyof typeof ImportLayout];

const mostSheets = 60;

export class ColumnChoice {
  /** From 0. */
  @IntegerField({ max: 99 }) column: number;
  @TextField({ min: 1, max: 30 }) field: string;
}

export class UploadFields {
  @PhoneIdField() id: string;
  @EnumField(ImportKindName, 'ImportKindName') kind: ImportKindName;
  @IntegerField({ min: 1 }) regionId: number;
}

/** How the file is to be read. */
export class ImportMapping {
  /** Sheets from 0, read one after another; all have their heads in the same columns. */
  @ApiProperty({ type: 'integer', isArray: true, minItems: 1, maxItems: mostSheets })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostSheets)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(mostSheets - 1, { each: true })
  sheets: number[];
  /** The row with the heads, as the spreadsheet numbers it; 0 when there is none. */
  @IntegerField({ max: 100 }) headerRow: number;
  /** For household books; other files have a row per record. */
  @EnumField(ImportLayout, 'ImportLayout', { optional: true }) layout?: ImportLayout;
  @ListField(ColumnChoice, { max: 100 }) columns: ColumnChoice[];
}

export class SheetColumn {
  @IntegerField() column: number;
  @TextField() head: string;
  /** What stands below the head in the first rows, long numbers masked. */
  @TextListField() samples: string[];
}

export class Sheet {
  @IntegerField() index: number;
  @TextField() name: string;
  @IntegerField({ nullable: true }) rows: number | null;
  @IntegerField() headerRow: number;
  @ListField(SheetColumn) columns: SheetColumn[];
}

export class ImportProgress {
  @IntegerField() done: number;
  /** 0 while it is not known. */
  @IntegerField() total: number;
}

export class MissingPlaceDto {
  @IntegerField() villageId: number;
  @TextField() villageName: string;
  @TextField() level: string;
  @TextField() name: string;
  @IntegerField() records: number;
}

export class ImportOutcomeDto {
  @IntegerField() rows: number;
  @IntegerField() records: number;
  @IntegerField() add: number;
  @IntegerField() update: number;
  @IntegerField() conflict: number;
  @IntegerField() same: number;
  @IntegerField() absent: number;
  @IntegerField() bad: number;
  @IntegerField() notes: number;
  @ListField(MissingPlaceDto) missingPlaces: MissingPlaceDto[];
  /** Once it is published. */
  @IntegerField({ optional: true }) added?: number;
  @IntegerField({ optional: true }) updated?: number;
}

export class Import {
  @IdField() id: string;
  @EnumField(ImportKindName, 'ImportKindName') kind: ImportKindName;
  @IntegerField() regionId: number;
  @TextField() regionName: string;
  @TextField() fileName: string;
  @TextField() byName: string;
  @EnumField(ImportState, 'ImportState') state: ImportState;
  /** Why it failed: a stable snake_case reason. */
  @TextField({ nullable: true }) error: string | null;
  @InstantField() createdAt: number;
  @InstantField({ nullable: true }) publishedAt: number | null;
  /** While a job is at work. */
  @ObjectField(ImportProgress, { nullable: true }) progress: ImportProgress | null;
  @ListField(Sheet) sheets: Sheet[];
  /** As suggested, as used for the last file with these heads, or as given. */
  @ObjectField(ImportMapping, { nullable: true }) mapping: ImportMapping | null;
  @ObjectField(ImportOutcomeDto, { nullable: true }) outcome: ImportOutcomeDto | null;
}

export class ImportList {
  @ListField(Import) items: Import[];
}

export class ImportQuery {
  @EnumField(ImportKindName, 'ImportKindName', { optional: true }) kind?: ImportKindName;
  @IntegerField({ min: 1, optional: true, query: true }) regionId?: number;
}

export class PageQuery {
  /** `next` of the page before. */
  @IntegerField({ min: 1, optional: true, query: true }) after?: number;
}

export const ChangeAction = {
  Add: 'add',
  Update: 'update',
  Conflict: 'conflict',
  Absent: 'absent',
} as const;
export type ChangeAction = (typeof ChangeAction)[keyof typeof ChangeAction];

export class ChangeQuery extends PageQuery {
  @EnumField(ChangeAction, 'ChangeAction') action: ChangeAction;
}

export const ProblemLevel = { Bad: 'bad', Note: 'note' } as const;
export type ProblemLevel = (typeof ProblemLevel)[keyof typeof ProblemLevel];

export class ProblemQuery extends PageQuery {
  @EnumField(ProblemLevel, 'ProblemLevel', { optional: true }) level?: ProblemLevel;
}

export class RowProblem {
  @TextField() sheetName: string;
  @IntegerField() row: number;
  /** `B`, as the spreadsheet calls it. */
  @TextField({ nullable: true }) column: string | null;
  @TextField({ nullable: true }) field: string | null;
  @TextField() rule: string;
  @EnumField(ProblemLevel, 'ProblemLevel') level: ProblemLevel;
  @TextField() shown: string;
}

export class ProblemPage {
  @ListField(RowProblem) items: RowProblem[];
  @IntegerField({ nullable: true }) next: number | null;
  @IntegerField() total: number;
}

const Take = { Here: 'here', Book: 'book' } as const;
type Take = (typeof Take)[keyof typeof Take];

export class ChangedValue {
  @TextField() key: string;
  @TextField() field: string;
  @TextField({ nullable: true }) person: string | null;
  @TextField({ nullable: true }) base: string | null;
  @TextField({ nullable: true }) here: string | null;
  @TextField({ nullable: true }) book: string | null;
  @EnumField(Take, 'Take') take: Take;
  @BooleanField() conflict: boolean;
}

export class ChangedRecord {
  @TextField() id: string;
  @TextField() action: string;
  @TextField() label: string;
  @TextField() place: string;
  @IntegerField({ nullable: true }) sheet: number | null;
  @IntegerField({ nullable: true }) firstRow: number | null;
  @IntegerField({ nullable: true }) lastRow: number | null;
  @ListField(ChangedValue) values: ChangedValue[];
}

export class ChangePage {
  @ListField(ChangedRecord) items: ChangedRecord[];
  @IntegerField({ nullable: true }) next: number | null;
  @IntegerField() total: number;
}

export class ImportDecision {
  @IdField() id: string;
  /** One field of the record; absent: all its conflicts. */
  @TextField({ min: 1, max: 120, optional: true }) key?: string;
  @EnumField(Take, 'Take') take: Take;
}

export class ImportDecisions {
  @ListField(ImportDecision, { max: 500 }) items: ImportDecision[];
}

export const PublishMode = { AllOrNothing: 'all_or_nothing', SkipBad: 'skip_bad' } as const;
export type PublishMode = (typeof PublishMode)[keyof typeof PublishMode];

export class ImportPublication {
  @EnumField(PublishMode, 'PublishMode') mode: PublishMode;
}
