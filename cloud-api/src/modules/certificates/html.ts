/** Markup that is already escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | null | false | readonly Part[];

/** Markup in which everything that is filled in is escaped, unless it is markup itself; null and false leave nothing. */
export function html(parts: TemplateStringsArray, ...values: Part[]): Html {
  return new Html(
    parts.map((part, index) => `${part}${index < values.length ? rendered(values[index]!) : ''}`).join(''),
  );
}

function rendered(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Html) return part.text;
  return typeof part === 'object' ? part.map(rendered).join('') : escaped(String(part));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
