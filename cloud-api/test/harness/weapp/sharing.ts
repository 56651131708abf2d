import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AppJson } from './bundle.js';
import type { Native } from './native.js';
import type { Instance } from './page.js';

/** A card as WeChat puts it into the chat that the person chose. */
export interface Card {
  title: string;
  path: string;
  /** None: WeChat takes a picture of the screen. */
  imageUrl?: string;
  /** Whether those who open it in a group bring a shareTicket. */
  withShareTicket: boolean;
}

interface Parts {
  folder: string;
  appJson: AppJson;
  page: () => Instance;
  /** Fails for an address that leads nowhere. */
  requirePage: (url: string) => void;
}

/** Passing pages on: the button with open-type share, and the menu at the upper right. */
export class Sharing {
  /** Everything that was passed on, in order. */
  readonly cards: Card[] = [];
  private readonly hidden = new WeakSet<Instance>();
  private readonly withTicket = new WeakSet<Instance>();

  constructor(private readonly parts: Parts) {}

  api(native: Native): Record<string, unknown> {
    return {
      showShareMenu: native.asynchronous('showShareMenu', ({ withShareTicket }: { withShareTicket?: boolean }) => {
        const page = this.parts.page();
        this.hidden.delete(page);
        if (withShareTicket) this.withTicket.add(page);
        else this.withTicket.delete(page);
      }),
      hideShareMenu: native.asynchronous('hideShareMenu', () => void this.hidden.add(this.parts.page())),
    };
  }

  fromMenu(): Card {
    if (this.hidden.has(this.parts.page())) throw new Error('This page has hidden the menu for passing it on.');
    return this.pass({ from: 'menu' });
  }

  fromButton(target: object): Card {
    return this.pass({ from: 'button', target });
  }

  /** What the script leaves out WeChat makes up: the page as it stands. */
  private pass(request: object): Card {
    const page = this.parts.page();
    if (!page.listens('onShareAppMessage')) throw new Error(`${page.name} has no onShareAppMessage: nothing happens.`);
    const told = (page.call('onShareAppMessage', request) ?? {}) as Partial<Card>;
    const card: Card = {
      title: told.title ?? this.parts.appJson.window?.navigationBarTitleText ?? '',
      path: told.path ?? addressOf(page),
      ...(told.imageUrl === undefined ? {} : { imageUrl: told.imageUrl }),
      withShareTicket: this.withTicket.has(page),
    };
    this.check(card);
    this.cards.push(card);
    return card;
  }

  private check({ path: address, imageUrl }: Card): void {
    if (!address.startsWith('/')) throw new Error(`A card's path begins with a slash: ${address}`);
    this.parts.requirePage(address);
    if (imageUrl?.startsWith('/') && !existsSync(path.join(this.parts.folder, imageUrl)))
      throw new Error(`The card's picture ${imageUrl} is not in the package.`);
  }
}

function addressOf(page: Instance): string {
  const pairs = Object.entries(page.exposed.options as Record<string, string>);
  const search = pairs.map(([name, value]) => `${name}=${value}`).join('&');
  return `/${page.name}${search && `?${search}`}`;
}
