import { permissionsOf, reachesOnlyAssigned, type Permission, type Role } from './permission.js';

export interface Post {
  id: string;
  role: Role;
  regionId: number;
  /** The region's path, `/1/23/456/`: a post reaches everything whose path begins with it. */
  path: string;
}

/**
 * The person on whose behalf something happens, with the posts of this very moment.
 * Services take it first; repositories apply its scope.
 */
export class Actor {
  constructor(
    readonly personId: string,
    readonly sessionId: string,
    readonly posts: readonly Post[],
    readonly consented: boolean,
    /** The resident this person is, when they signed in as a villager. */
    readonly residentId: string | null,
  ) {}

  /** Paths of the regions in which the actor holds the permission; longest reach first, none inside another. */
  pathsFor(permission: Permission): string[] {
    const paths = this.posts.filter((post) => reaches(post, permission)).map((post) => post.path);
    const unique = [...new Set(paths)].sort((a, b) => a.length - b.length);
    return unique.filter((path, index) => !unique.slice(0, index).some((wider) => path.startsWith(wider)));
  }

  can(permission: Permission): boolean {
    return this.posts.some((post) => permissionsOf[post.role].includes(permission));
  }

  canAt(permission: Permission, path: string): boolean {
    return this.posts.some((post) => path.startsWith(post.path) && reaches(post, permission));
  }

  permissions(): Permission[] {
    return [...new Set(this.posts.flatMap((post) => permissionsOf[post.role]))].sort();
  }
}

function reaches(post: Post, permission: Permission): boolean {
  return !reachesOnlyAssigned.has(post.role) && permissionsOf[post.role].includes(permission);
}

/** Finds who is behind a bearer token now; the people module provides it. */
export abstract class ActorResolver {
  /** Throws a Problem when the token is unknown, expired or revoked. */
  abstract resolve(token: string): Promise<Actor>;
}
