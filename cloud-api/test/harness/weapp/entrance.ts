import { randomUUID } from 'node:crypto';
import { queryOf } from './address.js';

/** A card in a chat, and the tap on it. */
export interface CardOpening {
  path: string;
  /** The emulator's name of the group it lies in; none: a chat of two. */
  group?: string;
  /** As the page that it was shared from asked for; yes unless told. */
  withShareTicket?: boolean;
}

/** One way into the mini-program: what the script is told of it, and the group that WeChat itself knows. */
export interface Entrance {
  url: string;
  options: {
    path: string;
    query: Record<string, string>;
    scene: number;
    shareTicket?: string;
    chatType?: number;
  };
  group: string | null;
}

const scenes = { list: 1001, personalCard: 1007, groupCard: 1008, groupCardWithTicket: 1044 };
const chatTypes = { personal: 1, group: 3 };

function optionsOf(url: string, scene: number): Entrance['options'] {
  const [path = '', search = ''] = url.replace(/^\//, '').split('?');
  return { path, query: queryOf(search), scene };
}

/** From the list of mini-programs, or by coming back to it. */
export const fromList = (url: string): Entrance => ({ url, options: optionsOf(url, scenes.list), group: null });

/** From a card in a chat. A ticket there is only in groups. */
export function fromCard({ path, group, withShareTicket = true }: CardOpening): Entrance {
  if (group === undefined) {
    const options = { ...optionsOf(path, scenes.personalCard), chatType: chatTypes.personal };
    return { url: path, options, group: null };
  }
  const scene = withShareTicket ? scenes.groupCardWithTicket : scenes.groupCard;
  const ticket = withShareTicket ? { shareTicket: randomUUID() } : {};
  return { url: path, options: { ...optionsOf(path, scene), chatType: chatTypes.group, ...ticket }, group };
}
