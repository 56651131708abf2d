import path from 'node:path';

/** A path as the user typed it; npm runs a workspace's scripts in the workspace and remembers where the user stands. */
export function givenPath(typed: string): string {
  return path.resolve(process.env.INIT_CWD ?? '.', typed);
}
