import { createHash, randomBytes } from 'node:crypto';

export interface UserProfile {
  phone?: string;
  countryCode?: string;
  unionId?: string;
  riskBlocked?: boolean;
  /** Switched off all subscribe messages of the mini-program in its settings. */
  messagesOff?: boolean;
}

export interface User extends UserProfile {
  handle: string;
  openid: string;
  sessionKey?: string;
  /** When the mini-program was last used, in milliseconds since the epoch. */
  visitedAt?: number;
}

export class Users {
  readonly #byHandle = new Map<string, User>();
  readonly #byOpenid = new Map<string, User>();

  constructor(private readonly appId: string) {}

  find(handleOrOpenid: string): User | undefined {
    return this.#byHandle.get(handleOrOpenid) ?? this.#byOpenid.get(handleOrOpenid);
  }

  findByOpenid(openid: unknown): User | undefined {
    return typeof openid === 'string' ? this.#byOpenid.get(openid) : undefined;
  }

  save(handleOrOpenid: string, profile: UserProfile = {}): User {
    const user = this.find(handleOrOpenid) ?? this.#add(handleOrOpenid);
    return Object.assign(user, profile);
  }

  #add(handle: string): User {
    const user = { handle, openid: openidOf(this.appId, handle) };
    this.#byHandle.set(handle, user);
    this.#byOpenid.set(user.openid, user);
    return user;
  }
}

/** What data for this person is encrypted with from now on; what was encrypted before no longer opens with it. */
export function rotateSessionKey(user: User): void {
  user.sessionKey = randomBytes(16).toString('base64');
}

/** Derived, so that a restarted emulator knows the same people as the database beside it. */
function openidOf(appId: string, handle: string): string {
  return `o${createHash('sha256').update(`${appId}\n${handle}`).digest('base64url').slice(0, 27)}`;
}
