import { Injectable } from '@nestjs/common';
import { Configuration, type MessageTemplate, type NoticeKind } from '../../config/index.js';

/** The templates of this installation: by what is told, by our name, and by WeChat's. */
@Injectable()
export class MessageTemplates {
  /** One of each, where kinds share one. */
  readonly all: readonly MessageTemplate[];
  private readonly byKind: ReadonlyMap<string, MessageTemplate>;
  private readonly byTemplateId: ReadonlyMap<string, MessageTemplate>;

  constructor({ messageTemplates }: Configuration) {
    this.byKind = new Map(messageTemplates.map((template) => [template.kind, template]));
    this.all = messageTemplates.filter(({ kind, key }) => kind === key);
    this.byTemplateId = new Map(this.all.map((template) => [template.templateId, template]));
  }

  /** Nothing where people are told by the inbox alone. */
  ofKind(kind: string): MessageTemplate | undefined {
    return this.byKind.get(kind);
  }

  ofKey(key: string): MessageTemplate | undefined {
    return this.all.find((template) => template.key === key);
  }

  ofTemplateId(templateId: unknown): MessageTemplate | undefined {
    return this.byTemplateId.get(String(templateId));
  }

  /** All that the template tells of. */
  kindsOf(key: string): NoticeKind[] {
    return [...this.byKind.values()].filter((template) => template.key === key).map(({ kind }) => kind);
  }
}
