import type { Fault } from './faults.js';
import type { OpenedPage } from './capabilities/scheme.js';
import type { Journal } from './journal.js';
import type { UserProfile } from './users.js';

/** A person with WeChat on their phone. */
export interface EmulatedUser {
  readonly handle: string;
  readonly openid: string;
  /** `wx.login`: a new one-time code. */
  login(): string;
  /** Agreeing to share the phone number: a new one-time code of its own kind. */
  phoneCode(): string;
}

/** What a test does to WeChat from outside its API. */
export interface Controls {
  /** Finds by handle or openid, or adds; given profile fields are changed. */
  user(handleOrOpenid: string, profile?: UserProfile): EmulatedUser;
  findUser(handleOrOpenid: string): EmulatedUser | undefined;
  /** The next `times` calls of this path meet the fault. */
  fail(path: string, fault: Fault, times?: number): void;
  /** The pages of the released version; before the first call every page is taken to be there. */
  publish(pages: readonly string[]): void;
  /** What a tap on a link of WeChat's scheme opens; nothing once it has ended. */
  open(openlink: string): OpenedPage | undefined;
  readonly journal: Journal;
}
