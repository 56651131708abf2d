import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { Database } from '../../common/database/index.js';
import { ContentScene, WechatError, WechatGateway } from '../wechat/index.js';
import { reasonToApprove } from './approval.rules.js';
import type { ContentCheck, Draft } from './directive-records.js';
import { DirectiveRepository } from './directive.repository.js';
import { ContentVerdict } from './dto/directive.dto.js';

/** Longer than WeChat takes on a good day; nobody waits longer before publishing. */
const patienceMs = 4_000;

type Finding = Pick<ContentCheck, 'verdict' | 'label'>;
const unavailable: Finding = { verdict: ContentVerdict.Unavailable, label: null };

/** Asks WeChat whether a text may be shown. Where it cannot be asked a second person looks instead; 特急 never waits for it. */
@Injectable()
export class ContentChecks {
  private readonly logger = new Logger('ContentChecks');

  constructor(
    private readonly directives: DirectiveRepository,
    private readonly wechat: WechatGateway,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Outside any transaction: WeChat may take its time. */
  async of(personId: string, draft: Draft): Promise<ContentCheck> {
    const finding = await Promise.race([this.ask(personId, draft), pause(patienceMs, unavailable, { ref: false })]);
    return { ...finding, checkedAt: this.clock.now(), reason: reasonToApprove(draft.severity, finding.verdict) };
  }

  /** Office people at a PC may have no WeChat that was here within two hours. */
  private async ask(personId: string, { content }: Draft): Promise<Finding> {
    const openid = await this.directives.openidOf(this.database, personId);
    if (openid === null) return unavailable;
    try {
      const text = `${content.title}\n${content.body}`;
      const { suggest, label } = await this.wechat.checkText({ openid, text, scene: ContentScene.Social });
      return { verdict: suggest === 'pass' ? ContentVerdict.Passed : ContentVerdict.Risky, label };
    } catch (error) {
      if (!(error instanceof WechatError)) throw error;
      this.logger.warn(`the content could not be checked: ${error.kind}`);
      return unavailable;
    }
  }
}
