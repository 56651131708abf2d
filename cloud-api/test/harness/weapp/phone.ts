import { Network } from './network.js';

export interface Location {
  latitude: number;
  longitude: number;
  accuracy: number;
}

export interface PhoneOptions {
  /** A fresh code for `wx.login`, from the WeChat emulator. */
  login?: () => Promise<string>;
  /** A fresh code for a button with open-type getPhoneNumber; without it the person refuses. */
  phoneCode?: () => Promise<string>;
  /** What WeChat tells of the group that a card was opened in, encrypted; throws what its `fail` is to get. */
  groupEnterInfo?: (group: string) => Promise<{ encryptedData: string; iv: string }>;
  /** The answers of a person who is asked for messages, by template; throws what `fail` is to get. */
  subscribe?: (templateIds: string[]) => Promise<Record<string, string>>;
  /** Without it the person refuses to tell where they are. */
  location?: Location;
  /** What the camera takes; without it the person takes none. */
  takePhoto?: () => Promise<Uint8Array>;
  /** The answer to a modal question; yes unless told. */
  answerModal?: (modal: { title?: string; content?: string }) => boolean;
  /** The chosen line of an action sheet; the first unless told, `undefined` cancels. */
  answerActionSheet?: (items: string[]) => number | undefined;
}

/** What stays when the mini-program's process is killed: the phone, its memory, its network and its owner. */
export class Phone {
  readonly storage = new Map<string, string>();
  readonly files = new Map<string, Uint8Array>();
  readonly network = new Network();

  constructor(readonly owner: PhoneOptions = {}) {}
}
