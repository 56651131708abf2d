import { DoorKind, Relation, ResidentTag } from '../plans/index.js';
import { isEmpty, squash } from './book-text.rules.js';

const relationWords: Record<Relation, string> = {
  head: '户主 本人 户主本人',
  spouse: '配偶 妻 妻子 夫 丈夫 爱人 老婆 老公 夫妻',
  child: '子 女 儿 儿子 女儿 子女 独子 独女 独生子女 孩子',
  parent: '父 母 父亲 母亲 爸爸 妈妈 爸 妈 父母',
  grandparent:
    '祖父 祖母 爷爷 奶奶 爷 奶 外祖父 外祖母 外公 外婆 姥姥 姥爷 祖父母 外祖父母 曾祖父 曾祖母 太爷爷 太奶奶',
  grandchild: '孙 孙子 孙女 孙儿 外孙 外孙子 外孙女 孙子女 外孙子女 曾孙 曾孙子 曾孙女 重孙 重孙子 重孙女 玄孙',
  sibling: '兄 弟 姐 妹 哥 哥哥 弟弟 姐姐 妹妹 兄弟 姐妹 兄妹 姐弟 兄弟姐妹 胞兄 胞弟 胞姐 胞妹',
  in_law:
    '儿媳 儿媳妇 媳 女婿 婿 岳父 岳母 公公 婆婆 公 婆 公婆 岳父母 嫂 嫂子 嫂嫂 弟媳 弟妹 姐夫 妹夫 孙媳 孙媳妇 孙女婿 孙婿 外孙媳 外孙女婿 姻亲 亲家 内兄 内弟 妻弟 妻兄 妻妹 妻姐 大伯子 小叔子 小姑子 亲家公 亲家母',
  tenant: '租客 租户 承租人 承租户 房客 租住 租住人员 租赁 租房',
  staff: '雇员 员工 职工 店员 工人 雇工 伙计 帮工 职员',
  owner: '店主 老板 法人 法人代表 法定代表人 经营者 负责人 企业负责人 业主 房东 企业主',
  other:
    '其他 其它 其他亲属 其他亲戚 其他关系 亲属 亲戚 非亲属 非亲属关系 朋友 保姆 侄 侄子 侄女 侄儿 外甥 外甥女 叔 叔叔 叔父 伯 伯父 伯伯 伯母 婶 婶婶 姑 姑姑 姑父 舅 舅舅 舅妈 姨 姨妈 同居 同住 寄居 寄住',
};
const relationOfWord = new Map(
  Object.entries(relationWords).flatMap(([relation, words]) =>
    words.split(' ').map((word) => [word, relation as Relation] as const),
  ),
);
const ordinal = /^(?:长|大|次|二|三|四|五|六|七|八|九|十|小|幺|老[大二三四五六七八九幺]|独生|养|继|亲|[1-9])(?=.)/;

/** How the person belongs to the household; null for a word nobody knows. */
export function relationOf(written: string): Relation | null {
  const whole = squash(written).replace(/^\d+[.、]?(?=.)/, '');
  const [, before = '', inside = ''] = /^(.*?)\((.*)\)$/.exec(whole) ?? [];
  for (const word of [whole, before || inside]) {
    const bare = word.replace(/^户主?[之的]?(?=.)|^[之的与是](?=.)/, '');
    const known = [word, bare, bare.replace(ordinal, '')].map((form) => relationOfWord.get(form)).find(Boolean);
    if (known) return known;
  }
  return null;
}

const tagStems: [RegExp, ResidentTag][] = [
  [/个体|商户|工商户/, ResidentTag.IndividualBusiness],
  [/师生|教师|老师|学生|(?<!陪读)家长/, ResidentTag.TeacherStudentParent],
  [/企业负责|企业主|企业法人|法定代表|^法人/, ResidentTag.EnterpriseHead],
  [/财务|会计|出纳|财会/, ResidentTag.FinanceStaff],
  [/返乡/, ResidentTag.Returnee],
  [/陪读/, ResidentTag.StudyCompanion],
  [/老人|老年/, ResidentTag.Elderly],
  [/留守/, ResidentTag.LeftBehind],
  [/务工|打工/, ResidentTag.MigrantWorker],
];
const denied = /^(?:否|不是|不|非|未|无|没|×|x|0|false)/i;
const ticked = /^(?:是|有|√|✓|✔|☑|v|y|yes|1|true|属于)$/i;

/** The audience tags a word stands for: 留守老人 is two. Empty for a word nobody knows. */
export function tagsOfWord(word: string): ResidentTag[] {
  const plain = squash(word);
  if (denied.test(plain)) return [];
  return tagStems.filter(([stem]) => stem.test(plain)).map(([, tag]) => tag);
}

/** The tags of a cell: words with separators between, or a tick below a head that is a tag. */
export function readTags(written: string, head: string): { tags: ResidentTag[]; unknown: string[] } {
  const text = squash(written);
  if (isEmpty(text) || denied.test(text)) return { tags: [], unknown: [] };
  const words = ticked.test(text) ? [head] : written.split(/[、,;/|\s+]+/).filter((word) => !isEmpty(word));
  const tags = words.map((word) => ({ word, tags: tagsOfWord(word) }));
  return {
    tags: Object.values(ResidentTag).filter((tag) => tags.some((one) => one.tags.includes(tag))),
    unknown: tags.filter((one) => one.tags.length === 0 && !denied.test(one.word)).map(({ word }) => word),
  };
}

/** Whether a cell is a tick or its opposite and no word. */
export function isTick(written: string): boolean {
  const text = squash(written);
  return isEmpty(text) || ticked.test(text) || denied.test(text);
}

const kindStems: [RegExp, DoorKind][] = [
  [/班级|^班$|[年级]\d*班$/, DoorKind.Class],
  [/个体|商铺|商户|店|门市|摊/, DoorKind.IndividualBusiness],
  [/企业|公司|工厂|^厂$|合作社/, DoorKind.Enterprise],
  [/户|家庭|居民|村民|住宅/, DoorKind.Household],
];

/** What kind of door a word means; null for a word nobody knows. */
export function kindOf(written: string): DoorKind | null {
  const word = squash(written);
  return (
    Object.values(DoorKind).find((kind) => kind === word) ?? kindStems.find(([stem]) => stem.test(word))?.[1] ?? null
  );
}
