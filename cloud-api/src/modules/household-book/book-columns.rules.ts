import type { SheetRow } from '../../common/spreadsheet/index.js';
import { BookField, BookLayout, type ColumnChoice } from './book-fields.rules.js';
import { readIdNumber } from './book-births.rules.js';
import { isEmpty, squash, textOf } from './book-text.rules.js';
import { readPhone } from './book-values.rules.js';
import { isTick, relationOf, tagsOfWord } from './book-words.rules.js';

/** Heads of columns that are never read, however much they sound like another. */
const unused =
  /网格员|网格长|责任人|包户|包联|包保|帮扶|干部|民警|辅警|填表|审核|登记(?:人|日期|时间)|采集|经办|监护人|紧急|村长|书记|签名|签字|照片|年龄|性别|民族|学历|文化|婚姻|政治面貌|人口数|人数|序号|微信|经度|纬度|^(?:父亲|母亲|配偶|子女)/;

/** What heads say, the surest words of a field first, the surest fields first. */
const headWords: [BookField, RegExp[]][] = [
  [
    BookField.Children,
    [/(?:14|十四)周?岁(?:以下|及以下)|未满(?:14|十四)/, /^(?!留守).*(?:儿童|未成年|小孩|孩子)(?:人?数|$)/],
  ],
  [BookField.IdNumber, [/身份证|公民身份/, /证件号|证号|身份号/]],
  [BookField.Birth, [/出生/, /生日/]],
  [BookField.Relation, [/与户主|和户主/, /关系|称谓/]],
  [
    BookField.Code,
    [
      /^户(?:主)?(?:编号|号|码|代码|编码)$|^户籍?号$/,
      /户(?:口|籍|口簿|口本)?(?:编号|号码?|编码|代码)|家庭(?:编号|号|编码)|档案号/,
      /^(?:编号|编码)$/,
    ],
  ],
  [BookField.Phone, [/手机|移动电话/, /电话|联系方式|联系号码/]],
  [BookField.Address, [/住址|家庭地址|现住|居住地/, /地址|门牌|住所|楼栋|房号/, /地点|位置/]],
  [
    BookField.Head,
    [/^户主(?:姓名|名字|名)?$/, /户主/, /^(?:店主|负责人|经营者|法人|法人代表|法定代表人|企业负责人|班主任)(?:姓名)?$/],
  ],
  [BookField.Members, [/^家庭成员(?:名单|情况|信息)?$|^(?:其他)?成员(?:名单|情况)?$/]],
  [BookField.Name, [/^姓名$/, /姓名|名字/, /^名称$|(?:店|商铺|企业|单位|公司|班级|对象)名称?$/]],
  [BookField.Grid, [/网格/]],
  [
    BookField.Group,
    [/村民小组|居民小组|村民组/, /小组|组别|组名|^(?:所属|所在)?组$|生产队|^队$|^社$/, /^自然村$|^村组$/],
  ],
  [
    BookField.Village,
    [
      /^(?:所属|所在)?(?:行政)?(?:村|社区|村居|村社区|村\/社区|村委会|居委会)(?:名称?)?$/,
      /行政村|村委|居委|村居|社区|^村/,
    ],
  ],
  [BookField.Tags, [/(?:人群|人员|居民|身份)(?:类别|类型|标签|分类|属性)|标签|重点人群|特殊人群/]],
  [BookField.Kind, [/对象(?:类别|类型)|走访对象|户(?:类别|类型|别)/, /类别|类型|性质/]],
  [BookField.Remark, [/备注/, /说明/]],
];

interface Meaning {
  field: BookField;
  rank: number;
}

/** What a head says; `unused` for one that must not be read, null for one that says nothing known. */
function meaningOf(head: string): Meaning | 'unused' | null {
  const whole = squash(textOf(head)).replace(/[*:。]/g, '');
  const outside = whole.replace(/\(.*?\)/g, '') || whole.replace(/[()]/g, '');
  if (outside === '') return null;
  for (const [field, words] of headWords) {
    // 网格员电话 and 性别 sound like a field, 14岁以下人数 like something unused.
    if (field === BookField.IdNumber && unused.test(outside)) return 'unused';
    const rank = words.findIndex((word) => word.test(outside));
    // 户主电话 beside 联系电话 is the household's, not the person's.
    if (rank >= 0) return { field, rank: field !== BookField.Head && outside.startsWith('户主') ? rank + 2 : rank };
  }
  return null;
}

/** The columns and the layout that heads and samples speak for. `samples` are rows, each cell in the column of its head. */
export function suggestColumns(
  heads: readonly string[],
  samples: readonly (readonly string[])[],
): { layout: BookLayout; columns: ColumnChoice[] } {
  const width = Math.max(heads.length, ...samples.map((row) => row.length));
  const chosen = new Map<BookField, Meaning & { column: number }>();
  const tags: number[] = [];
  const silent: number[] = [];
  for (let column = 0; column < width; column += 1) {
    const values = samples.map((row) => textOf(row[column])).filter((value) => !isEmpty(value));
    const meaning = isTagColumn(heads[column] ?? '', values) ? 'tag' : meaningOf(heads[column] ?? '');
    if (meaning === 'unused') continue;
    if (meaning === 'tag' || meaning?.field === BookField.Tags) tags.push(column);
    else if (meaning === null) silent.push(column);
    else if (meaning.rank < (chosen.get(meaning.field)?.rank ?? Infinity))
      chosen.set(meaning.field, { ...meaning, column });
  }
  for (const column of silent) {
    const field = fieldOfSamples(samples.map((row) => textOf(row[column])).filter((value) => !isEmpty(value)));
    if (field && !chosen.has(field)) chosen.set(field, { field, rank: 0, column });
  }
  const columns = [...chosen.values(), ...tags.map((column) => ({ column, field: BookField.Tags }))];
  return settleLayout(
    columns.map(({ column, field }) => ({ column, field })).sort((left, right) => left.column - right.column),
    samples,
  );
}

/** A head that is a tag is one only over ticks: below 企业负责人 there may be names. */
function isTagColumn(head: string, values: readonly string[]): boolean {
  const word = squash(textOf(head));
  return tagsOfWord(word).length > 0 && !/电话|姓名|数$/.test(word) && values.every(isTick);
}

const mostOf = 0.6;

function fieldOfSamples(values: readonly string[]): BookField | null {
  const most = (test: (value: string) => boolean) => values.filter(test).length >= Math.max(1, values.length * mostOf);
  if (most((value) => isReadableId(value))) return BookField.IdNumber;
  if (most((value) => readPhone(value).value !== null)) return BookField.Phone;
  if (most((value) => relationOf(value) !== null)) return BookField.Relation;
  return null;
}

function isReadableId(value: string): boolean {
  const id = readIdNumber(value, '9999-12-31');
  return id !== null && id !== 'unreadable';
}

function settleLayout(suggested: ColumnChoice[], samples: readonly (readonly string[])[]) {
  const columns = settleMembers(suggested, samples);
  const named = valuesBelow(BookField.Name, columns, samples);
  const heads = valuesBelow(BookField.Head, columns, samples);
  const codes = valuesBelow(BookField.Code, columns, samples) ?? [];
  const repeated = codes.some((code, index) => index > 0 && (code === '' || code === codes[index - 1]));
  // 户主姓名 beside 姓名 is a book of persons; 负责人 beside the name of a shop is none.
  const others =
    heads?.some((head, index) => head === named?.[index] || (index > 0 && head === heads[index - 1])) ?? false;
  const perPerson =
    named !== null &&
    !columns.some(({ field }) => field === BookField.Members) &&
    (columns.some(({ field }) => field === BookField.Relation) || others || repeated);
  return { layout: perPerson ? BookLayout.RowPerPerson : BookLayout.RowPerHousehold, columns };
}

/** 家庭成员 is a list of names in a book of households; in one of persons it is the column of names, or nothing. */
function settleMembers(columns: ColumnChoice[], samples: readonly (readonly string[])[]): ColumnChoice[] {
  const members = valuesBelow(BookField.Members, columns, samples);
  if (!members) return columns;
  const isList = members.some((value) => /[、,;/]|\).+\(/.test(value));
  const perPerson = columns.some(({ field }) => field === BookField.Relation);
  if (isList && !perPerson) return columns;
  const isName = !columns.some(({ field }) => field === BookField.Name);
  return columns.flatMap((choice) => {
    if (choice.field !== BookField.Members) return [choice];
    return isName ? [{ column: choice.column, field: BookField.Name }] : [];
  });
}

function valuesBelow(field: BookField, columns: readonly ColumnChoice[], samples: readonly (readonly string[])[]) {
  const column = columns.find((choice) => choice.field === field)?.column;
  return column === undefined ? null : samples.map((row) => textOf(row[column]));
}

const rowsSearched = 40;

/**
 * The number of the row that holds the heads, as Excel shows it; 0 when none does. Of heads on two rows it is the lower one:
 * it says more, or, where all cells are merged downwards, the same.
 */
export function findHeaderRow(rows: readonly SheetRow[]): number {
  let best = { number: 0, fields: 1 };
  for (const row of rows.slice(0, rowsSearched)) {
    const fields = fieldsNamed(row);
    const follows = best.number > 0 && row.number === best.number + 1;
    if (fields > best.fields || (follows && fields === best.fields)) best = { number: row.number, fields };
  }
  return best.number;
}

/** How many different fields the row's cells name; a title merged over the sheet names none. */
function fieldsNamed(row: SheetRow): number {
  const texts = new Set(
    row.cells.map((cell) => squash(textOf(cell))).filter((text) => text !== '' && text.length <= 20),
  );
  const meanings = [...texts].map(meaningOf).filter((meaning) => meaning !== null);
  const fields = meanings.filter((meaning) => meaning !== 'unused').map(({ field }) => field);
  const tagHeads = [...texts].filter((text) => meaningOf(text) === null && tagsOfWord(text).length > 0).length;
  return new Set(fields).size + Math.min(tagHeads, 1);
}
