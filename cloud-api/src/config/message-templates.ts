import { fits, type TemplateFieldType, templateFieldType } from './template-field.js';

/** What people are told by WeChat, in the words of a `phrase` field: up to five characters. */
export const noticeKinds = {
  relay_due: '待签收',
  relay_late: '逾期未推',
  relay_urged: '催办',
  relay_attest: '待见证',
  approval: '待审批',
  amended: '已更正',
  recalled: '已撤回',
  report: '新线索',
} as const;
export type NoticeKind = keyof typeof noticeKinds;

/** What a notice can put into a field: its title, its text, when it was told, the word of its kind. */
export type FieldSource = 'title' | 'body' | 'createdAt' | 'status';

export interface TemplateField {
  /** WeChat's name for it, `thing1`. */
  name: string;
  type: TemplateFieldType;
  /** Where its value comes from, or the text that always stands there. */
  value: { source: FieldSource } | { text: string };
}

/** How one kind of notice is told by WeChat. Kinds that share a template share its grants, and the `key`. */
export interface MessageTemplate {
  kind: NoticeKind;
  /** The first kind that names the template. */
  key: NoticeKind;
  templateId: string;
  fields: readonly TemplateField[];
  /** One consent for any number of messages, as WeChat allows to public services. */
  longTerm: boolean;
}

/** Which sources suit a type of field; the others take fixed texts only. */
const suitable: Partial<Record<TemplateFieldType, readonly FieldSource[]>> = {
  thing: ['title', 'body', 'createdAt', 'status'],
  phrase: ['status'],
  time: ['createdAt'],
  date: ['createdAt'],
  character_string: ['createdAt'],
};
const sources: readonly string[] = ['title', 'body', 'createdAt', 'status'] satisfies FieldSource[];

/**
 * The templates in `WECHAT_TEMPLATES`: `{"relay_due": {"id": "…", "fields": {"thing1": "title", "time2": "createdAt", "thing3":
 * "=请尽快处理"}, "longTerm": false}}`. Throws an Error with one sentence about what is wrong.
 */
export function readMessageTemplates(text: string): MessageTemplate[] {
  const templates: MessageTemplate[] = [];
  for (const [kind, settings] of Object.entries(parseObject(text))) {
    const read = readTemplate(kind, settings);
    const sharer = templates.find(({ templateId }) => templateId === read.templateId);
    if (sharer && sharer.longTerm !== read.longTerm)
      throw new Error(`${sharer.kind} and ${kind} share a template, so longTerm must be the same for both`);
    templates.push({ ...read, key: sharer?.key ?? read.kind });
  }
  return templates;
}

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Falls through: broken JSON is no object either.
  }
  throw new Error('it is no JSON object');
}

function readTemplate(kind: string, settings: unknown): Omit<MessageTemplate, 'key'> {
  if (!isKind(kind)) throw new Error(`there is no kind "${kind}", only ${Object.keys(noticeKinds).join(', ')}`);
  if (!isObject(settings)) throw new Error(`${kind} is no JSON object`);
  const { id, fields, longTerm = false, ...others } = settings as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new Error(`${kind} has no setting "${unknown}"`);
  if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id)) throw new Error(`the id of ${kind} is no template id`);
  if (typeof longTerm !== 'boolean') throw new Error(`longTerm of ${kind} must be true or false`);
  if (!isObject(fields) || Object.keys(fields).length === 0) throw new Error(`${kind} names no fields`);
  const read = Object.entries(fields).map(([name, value]) => readField(kind, name, value));
  return { kind, templateId: id, fields: read, longTerm };
}

function readField(kind: string, name: string, value: unknown): TemplateField {
  const type = templateFieldType(name);
  if (!type) throw new Error(`${kind} has a field "${name}", which is none of WeChat's`);
  if (typeof value === 'string' && value.startsWith('=')) return readText(kind, { name, type }, value.slice(1));
  const source = sources.find((known) => known === value) as FieldSource | undefined;
  if (source && suitable[type]?.includes(source)) return { name, type, value: { source } };
  const choice = [...(suitable[type] ?? []), '=text'].join(', ');
  throw new Error(`${name} of ${kind} must be one of ${choice}`);
}

function readText(kind: string, field: Pick<TemplateField, 'name' | 'type'>, text: string): TemplateField {
  if (!fits(field.type, text)) throw new Error(`"${text}" does not fit into ${field.name} of ${kind}`);
  return { ...field, value: { text } };
}

function isKind(kind: string): kind is NoticeKind {
  return Object.hasOwn(noticeKinds, kind);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
