import { Role } from '../../common/auth/index.js';

export interface PlaceOfPost {
  role: Role;
  /** The path of the post's region. */
  path: string;
}

const workerRoles: ReadonlySet<Role> = new Set<Role>([Role.GridWorker, Role.GridChief]);
const policeRoles: ReadonlySet<Role> = new Set<Role>([Role.Police, Role.AuxiliaryPolice]);

/** The post by which somebody is the 网格长(员) of a team. */
export function workerPosts<T extends PlaceOfPost>(posts: readonly T[]): T[] {
  return posts.filter(({ role }) => workerRoles.has(role));
}

/** The posts by which somebody is the 民警(辅警) of a team. */
export function policePosts<T extends PlaceOfPost>(posts: readonly T[]): T[] {
  return posts.filter(({ role }) => policeRoles.has(role));
}

/** S1.5: 网格长(员)+民警(辅警) own households together, so the police's post must reach a place where the worker works. */
export function mayTeam(worker: readonly PlaceOfPost[], police: readonly PlaceOfPost[]): boolean {
  return workerPosts(worker).some(({ path }) => policePosts(police).some((post) => path.startsWith(post.path)));
}
