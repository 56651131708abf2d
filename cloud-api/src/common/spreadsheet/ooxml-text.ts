const escaped = /_x([0-9A-Fa-f]{4})_/g;

/** OOXML writes what XML cannot hold as _xHHHH_, and an underscore that would look like that as _x005F_. */
export function decodeOoxml(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(escaped, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** Clean text as it stands in a cell's XML. */
export function encodeOoxml(text: string): string {
  return escapeXml(text.replace(escaped, '_x005F_x$1_'));
}
