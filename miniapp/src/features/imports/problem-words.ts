/** What is wrong with a row, and what to do about it in the spreadsheet. */
interface RuleWords {
  wrong: string;
  mend: string;
}

const words = (wrong: string, mend: string): RuleWords => ({ wrong, mend });
const NOTHING_TO_DO = '不用改';

/** The rules of a household book. */
const BOOK_RULES: Record<string, RuleWords> = {
  name_missing: words('没有姓名', '补上姓名'),
  name_unreadable: words('姓名读不出来', '写成普通文字，不要公式和数字'),
  name_too_long: words('姓名太长', '只写姓名，别的写到备注'),
  name_suffix_dropped: words('姓名后面括号里的字去掉了', NOTHING_TO_DO),
  code_unreadable: words('户号读不出来', '写成普通文字，不要公式'),
  code_too_long: words('户号太长', '最多 20 个字'),
  code_is_id_number: words('户号写成了身份证号', '换成门牌号或户编号'),
  code_twice: words('两户用了同一个户号', '给其中一户换一个户号'),
  household_continued: words('这一户的人没有挨着写，已并成一户', '看看是不是同一户'),
  household_twice: words('同一地址有两个同名户主', '写上户号，或删掉重复的'),
  no_head: words('这一户没有户主', '在一个人的关系里写“户主”'),
  two_heads: words('这一户有两个户主', '只留一个“户主”'),
  head_differs: words('“户主”一列和关系里写的不一样', '按关系里写“户主”的那一位算'),
  head_under_14: words('户主不满 14 岁', '换一位成年人当户主'),
  person_twice: words('一户里有两个同名的人，写的不一样', '留一行，或把名字写清楚'),
  person_repeated: words('同一个人写了两遍，只记一次', NOTHING_TO_DO),
  too_many_residents: words('一户超过 60 人', '看看是不是几户连在了一起'),
  relation_unknown: words('与户主关系没认出来，记成“其他”', '想写准，就写配偶、子女、父母…'),
  birth_unreadable: words('出生年月读不出来', '写成 1980-05'),
  birth_ambiguous: words('出生年月看不出是几月', '写成 1980-05'),
  birth_impossible: words('出生年月不可能', '照户口本改'),
  birth_future: words('出生年月在以后', '照户口本改'),
  birth_year_only: words('只写了年份，没有记', '想记就写成 1980-05'),
  birth_differs: words('出生年月和身份证号不一样，按身份证号算', '看看哪个对'),
  id_number_invalid: words('身份证号不对，又没写出生年月', '改身份证号，或写上出生年月'),
  id_number_ignored: words('身份证号读不出来，用了出生年月', NOTHING_TO_DO),
  id_number_check_digit: words('身份证号最后一位对不上', '看看有没有抄错'),
  phone_invalid: words('电话不对', '写 11 位手机号，没有就空着'),
  phone_landline: words('座机没有记', '有手机号就换成手机号'),
  phone_more: words('写了几个电话，只记第一个', NOTHING_TO_DO),
  address_missing: words('没有住址', '补上住址或户号'),
  address_unreadable: words('住址读不出来', '写成普通文字，不要公式'),
  address_too_long: words('住址太长', '最多 120 个字'),
  address_differs: words('一户里住址不一样，用了第一个', '看看哪个对'),
  place_differs: words('一户里村或网格不一样，用了第一个', '看看哪个对'),
  tag_unknown: words('重点人群没认出来，没有记', '写老人、留守、务工、返乡…'),
  kind_unknown: words('类别没认出来，记成住户', '写住户、个体工商户、企业或班级'),
  children_unreadable: words('14 岁以下人数不是数字', '只写一个数字'),
  too_many_children: words('14 岁以下超过 20 人', '看看是不是写错了'),
  children_differ: words('14 岁以下人数和名单对不上，用了多的', NOTHING_TO_DO),
  unknown_village: words('没有这个村', '改成这里有的村名'),
  unknown_grid: words('这个村没有这个网格', '改网格名，或先建这个网格'),
  unknown_group: words('这个村没有这个小组', '改小组名，或先建这个小组'),
  grid_missing: words('不知道在哪个网格', '补上网格'),
  merged_before: words('这一户以前并到别的户了', '不会再加，不用改'),
  several_doors: words('有几户都像，分不清是哪一户', '写上户号'),
};

/** The rules of a roster that a household book does not have. */
const ROSTER_RULES: Record<string, RuleWords> = {
  phone_missing: words('没有手机号', '补上手机号，登录要用'),
  phone_of_other: words('这个手机号已是别人的', '看看是谁的号码'),
  phone_of_elsewhere: words('这个手机号已在别的地方登记', '请那边先办交接，或换号码'),
  person_ambiguous: words('有几个人同名，分不清是谁', '写上手机号'),
  role_missing: words('没有职务', '补上职务'),
  unknown_role: words('职务没认出来', '写网格员、网格长、村主干、民警…'),
  role_not_here: words('这个地方没有这种职务', '改职务，或改地方'),
  township_missing: words('不知道是哪个乡镇', '补上乡镇'),
  unknown_township: words('没有这个乡镇', '改成这里有的乡镇名'),
  village_missing: words('不知道是哪个村', '补上村'),
  group_missing: words('不知道是哪个小组', '补上小组'),
  unit_missing: words('不知道是哪个单位', '补上单位'),
  unknown_unit: words('没有这个单位', '在“网格与地名”里先加这个单位'),
  date_unreadable: words('日期读不出来', '写成 2026-03-15'),
  date_future: words('日期在以后', '写培训过的那一天'),
  police_unknown: words('名册里没有这位民警', '先加上这位民警，或空着'),
  police_ambiguous: words('有几位民警同名', '写全名，或空着再手工结对'),
  police_not_here: words('这位民警不管这个地方', '换一位，或空着'),
};

/** The rules of a class list that the others do not have. */
const CLASS_RULES: Record<string, RuleWords> = {
  school_missing: words('没有学校', '补上学校'),
  unknown_school: words('没有这个学校', '在“网格与地名”里先加这个单位'),
  class_missing: words('没有班级', '补上班级'),
  class_place_unknown: words('不知道这个班在哪个网格', '先新建这个学校的第一个班'),
  pupils_unreadable: words('学生人数不是数字', '只写一个数字'),
  pupil_names_ignored: words('学生姓名没有读，也不记', NOTHING_TO_DO),
  teacher_unknown: words('名册里没有这位班主任', '先加上这个人，再换班主任'),
  teacher_ambiguous: words('有几位班主任同名', '导入后再选是哪一位'),
  teacher_differs: words('一个班写了两位班主任，用了第一位', '看看是哪一位'),
  family_unknown: words('没找到这一户', '写上家长电话，或户号和村'),
  family_ambiguous: words('有几户都像', '写上家长电话或户号'),
  guardian_not_in_household: words('这一户里没有这位家长，按电话认的', '看看对不对'),
};

const RULES = { ...BOOK_RULES, ...ROSTER_RULES, ...CLASS_RULES };
const UNKNOWN_RULE = words('这一格看不懂', '看看这一格，改好再导入');

export function ruleWords(rule: string): RuleWords {
  return RULES[rule] ?? UNKNOWN_RULE;
}

/** Whether there is a sentence of its own. */
export function hasRuleWords(rule: string): boolean {
  return rule in RULES;
}
