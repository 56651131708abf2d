/** What controls over HTTP read: mistakes of a harness are told by name. */
export type ControlBody = Record<string, unknown>;
/** Takes the body, over the query of the URL. */
export type Action = (body: ControlBody) => object | Promise<object>;

export function text(body: ControlBody, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${name} is missing`);
}

export function optionalText(body: ControlBody, name: string): string | null {
  return body[name] === undefined || body[name] === null ? null : text(body, name);
}

export function texts(body: ControlBody, name: string): string[] {
  const value = body[name];
  if (Array.isArray(value)) return value.map(String);
  throw new Error(`${name} is no list`);
}

export function oneOf<Choice extends string>(
  choices: readonly Choice[],
  body: ControlBody,
  name: string,
): Choice | undefined {
  const value = optionalText(body, name);
  if (value === null) return undefined;
  const choice = choices.find((known) => known === value);
  if (choice === undefined) throw new Error(`${name} is none of ${choices.join(', ')}`);
  return choice;
}
