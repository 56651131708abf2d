import { readFileSync } from 'node:fs';
import path from 'node:path';

/** How Taro's generated WXML draws one kind of node. */
export interface Template {
  tag: string;
  /** Which events the element listens to; a `catch` handler also ends their way up. */
  events: Map<string, 'bind' | 'catch'>;
  /** Attribute → the short name under which a node carries its value. */
  properties: Map<string, string>;
}

const elementOfTemplate =
  /<template name="tmpl_0_([\w-]+?)(?:_(?:focus|blur))?">\s*<([\w-]+)((?:\s+[\w:-]+="[^"]*")*)\s*\/?>/g;
const attributesOfElement = /([\w:-]+)="([^"]*)"/g;

/** Reads `base.wxml`: node names, events and properties are shortened differently in every build. */
export function readTemplates(bundle: string): Map<string, Template> {
  const wxml = readFileSync(path.join(bundle, 'base.wxml'), 'utf8');
  const templates = new Map<string, Template>();
  for (const [, name, tag, attributes] of wxml.matchAll(elementOfTemplate)) {
    if (tag !== 'template') templates.set(name!, readElement(tag!, attributes!));
  }
  return templates;
}

function readElement(tag: string, attributes: string): Template {
  const template: Template = { tag, events: new Map(), properties: new Map() };
  for (const [, name, value] of attributes.matchAll(attributesOfElement)) {
    const event = /^(bind|catch):?(.+)$/.exec(name!);
    const property = /\bi\.(\w+)/.exec(value!)?.[1];
    if (event) template.events.set(event[2]!, event[1] as 'bind' | 'catch');
    else if (property) template.properties.set(name!, property);
  }
  return template;
}
