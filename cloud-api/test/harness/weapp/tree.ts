import type { Template } from './templates.js';

/** A node of Taro's tree as it lies in a page's data: `nn` names its template, `cn` holds its children, `v` is text. */
export interface WeappNode {
  nn?: string;
  sid?: string;
  uid?: string;
  cl?: string;
  v?: string;
  cn?: WeappNode[];
  [property: string]: unknown;
}

export function* descendants(node: WeappNode): Generator<WeappNode> {
  for (const child of node.cn ?? []) {
    // A removed child leaves a hole until the list is sent again.
    if (!child) continue;
    yield child;
    yield* descendants(child);
  }
}

export const textOf = (node: WeappNode): string =>
  node.v !== undefined && !node.cn ? node.v : (node.cn ?? []).map((child) => (child ? textOf(child) : '')).join('');

/** What is on the screen: one or more trees (the page, and a custom tab bar beside it) and how they are drawn. */
export class Tree {
  constructor(
    private readonly roots: () => WeappNode[],
    private readonly templates: Map<string, Template>,
  ) {}

  all(predicate: (node: WeappNode) => boolean): WeappNode[] {
    return this.roots().flatMap((root) => [...descendants(root)].filter(predicate));
  }

  /** `#id`, `.class`, or the innermost node whose own text contains the words. */
  find(selector: string): WeappNode | undefined {
    if (selector.startsWith('#')) return this.all((node) => node.uid === selector.slice(1))[0];
    if (selector.startsWith('.')) return this.all((node) => classesOf(node).includes(selector.slice(1)))[0];
    return this.all((node) => (node.cn ?? []).some((child) => child?.v?.includes(selector))).at(-1);
  }

  /** The node and its ancestors, inside out. */
  pathTo(node: WeappNode): WeappNode[] {
    const climb = (from: WeappNode): WeappNode[] | undefined => {
      if (from === node) return [from];
      for (const child of from.cn ?? []) {
        const found = child && climb(child);
        if (found) return [...found, from];
      }
      return undefined;
    };
    const found = this.roots().map(climb).find(Boolean);
    if (!found) throw new Error('This node is no longer on the screen.');
    return found.slice(0, -1);
  }

  template(node: WeappNode): Template | undefined {
    return this.templates.get(node.nn ?? '');
  }

  property(node: WeappNode, name: string): unknown {
    const short = this.template(node)?.properties.get(name);
    return short === undefined ? undefined : node[short];
  }

  text(): string {
    return this.roots().map(textOf).join('');
  }

  /** The tree in a form to read, for the message of a failure. */
  dump(): string {
    return this.roots()
      .map((root) => this.dumpChildren(root, 0))
      .join('');
  }

  private dumpChildren(node: WeappNode, depth: number): string {
    const indent = ' '.repeat(depth);
    return (node.cn ?? [])
      .filter(Boolean)
      .map((child) =>
        child.v !== undefined && !child.cn
          ? `${indent}${JSON.stringify(child.v)}\n`
          : `${indent}<${this.template(child)?.tag ?? child.nn}${child.uid ? ` #${child.uid}` : ''}${child.cl ? ` .${child.cl}` : ''}>\n${this.dumpChildren(child, depth + 1)}`,
      )
      .join('');
  }
}

const classesOf = (node: WeappNode): string[] => (node.cl ?? '').split(' ');
