import type { ContentFinding } from './capabilities/content-check.js';
import type { EmulatedGroup, EncryptedData, GroupEntrance } from './capabilities/groups.js';
import type { OpenedPage } from './capabilities/scheme.js';
import type {
  MessageTemplate,
  ShownMessage,
  SubscribeOutcome,
  SubscribeRequest,
} from './capabilities/subscribe-messages.js';
import type { Fault, FaultRate } from './faults.js';
import type { Journal } from './journal.js';
import type { PushedEvent, PushForgery, PushTarget } from './push-message.js';
import type { Pushes } from './pushes.js';
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

/** What a test does to WeChat from outside its API. People and groups are named by handle, openid or opengid. */
export interface Controls {
  /** Finds by handle or openid, or adds; given profile fields are changed. */
  user(handleOrOpenid: string, profile?: UserProfile): EmulatedUser;
  findUser(handleOrOpenid: string): EmulatedUser | undefined;
  /** A new session key without a login, as WeChat may choose: what was encrypted before no longer opens. */
  rotateSessionKey(user: string): void;

  /** Finds by handle, or adds; given members replace the present ones. */
  group(handle: string, members?: readonly string[]): EmulatedGroup;
  /** What `wx.getGroupEnterInfo` gives; throws a ClientFailure with 40097 outside a group, 65206 for somebody not in it. */
  groupEnterInfo(entrance: GroupEntrance): EncryptedData;

  /** Declares a template, or declares it anew. */
  template(template: MessageTemplate): void;
  /** What `wx.requestSubscribeMessage` does; throws a ClientFailure with its errCode. */
  subscribe(request: SubscribeRequest): Record<string, SubscribeOutcome>;
  /** What 拒收 in WeChat's settings does. */
  refuse(request: { user: string; templateIds: readonly string[] }): void;
  /** The subscribe messages a person has been shown, oldest first. */
  messages(user: string): readonly ShownMessage[];
  /** How many messages may still be sent; Infinity for a long-term grant. */
  grants(user: string, templateId: string): number;
  /** How many subscribe messages the app may send on one day. */
  allowMessagesPerDay(messages: number): void;

  /** Texts and addresses that hold the word are found so; risky, as crime, unless told. */
  markContent(word: string, finding?: ContentFinding): void;

  pushTo(target: PushTarget | null): void;
  /** Tells the app's server anything, also what WeChat never would. */
  push(event: PushedEvent, forged?: PushForgery): void;
  /** What is under way to the app's server, and what it answered. */
  readonly pushes: Pick<
    Pushes,
    'hold' | 'held' | 'release' | 'repeatLast' | 'settled' | 'verify' | 'entries' | 'clear'
  >;

  /** The next `times` calls of this path meet the fault. */
  fail(path: string, fault: Fault, times?: number): void;
  /** Every so-manieth call of this path fails from now on; null ends it. */
  failAtRate(path: string, rate: FaultRate | null): void;
  /** The pages of the released version; before the first call every page is taken to be there. */
  publish(pages: readonly string[]): void;
  /** What a tap on a link of WeChat's scheme opens; nothing once it has ended. */
  open(openlink: string): OpenedPage | undefined;
  readonly journal: Journal;
}
