import { randomBytes } from 'node:crypto';
import { minuteMs, type Clock } from './clock.js';
import { WechatFailure } from './failure.js';

const lifeMs = 5 * minuteMs;

/** Codes good for one exchange within five minutes. */
export class OneTimeCodes<Owner> {
  readonly #codes = new Map<string, { owner: Owner; expiresAt: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly bytes: number,
  ) {}

  issue(owner: Owner): string {
    this.#forgetExpired();
    const code = randomBytes(this.bytes).toString('hex');
    this.#codes.set(code, { owner, expiresAt: this.clock.now() + lifeMs });
    return code;
  }

  /** The owner, without using the code up. */
  ownerOf(code: unknown): Owner {
    if (!code) throw new WechatFailure(41008);
    const issued = typeof code === 'string' ? this.#codes.get(code) : undefined;
    if (!issued || this.clock.now() >= issued.expiresAt) throw new WechatFailure(40029);
    return issued.owner;
  }

  use(code: unknown): Owner {
    const owner = this.ownerOf(code);
    this.#codes.delete(String(code));
    return owner;
  }

  #forgetExpired(): void {
    const now = this.clock.now();
    for (const [code, { expiresAt }] of this.#codes) if (now >= expiresAt) this.#codes.delete(code);
  }
}
