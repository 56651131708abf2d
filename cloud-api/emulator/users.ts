import { createHash } from 'node:crypto';

export interface UserProfile {
  phone?: string;
  countryCode?: string;
  unionId?: string;
  riskBlocked?: boolean;
}

export interface User extends UserProfile {
  handle: string;
  openid: string;
  sessionKey?: string;
}

export class Users {
  readonly #users: User[] = [];

  constructor(private readonly appId: string) {}

  find(handleOrOpenid: string): User | undefined {
    return this.#users.find(({ handle, openid }) => handle === handleOrOpenid || openid === handleOrOpenid);
  }

  save(handleOrOpenid: string, profile: UserProfile = {}): User {
    const user = this.find(handleOrOpenid) ?? this.#add(handleOrOpenid);
    return Object.assign(user, profile);
  }

  #add(handle: string): User {
    const user = { handle, openid: openidOf(this.appId, handle) };
    this.#users.push(user);
    return user;
  }
}

/** Derived, so that a restarted emulator knows the same people as the database beside it. */
function openidOf(appId: string, handle: string): string {
  return `o${createHash('sha256').update(`${appId}\n${handle}`).digest('base64url').slice(0, 27)}`;
}
