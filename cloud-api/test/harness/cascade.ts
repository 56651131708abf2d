import { createHash } from 'node:crypto';
import { v7 as uuid7 } from 'uuid';
import type { ResidentTag, Severity } from '../../src/modules/plans/index.js';
import type { TestApp } from './app.js';
import { canonical } from './commands.js';

/** A group that the plan's rules made. */
export interface WorldGroup {
  id: string;
  planId: string;
  kindKey: string;
  level: number;
  regionId: number;
  upperId: string | null;
}

/** The open groups of a plan; those of one kind or at one place, when told. */
export async function groupsOf(
  { database }: TestApp,
  planId: string,
  { kindKey, regionId }: { kindKey?: string; regionId?: number } = {},
): Promise<WorldGroup[]> {
  const rows = await database.query<WorldGroup>(
    `SELECT id, plan_id AS planId, kind_key AS kindKey, level, region_id AS regionId, upper_id AS upperId
       FROM chat_groups WHERE plan_id = ? AND closed_at IS NULL ORDER BY level, id`,
    [planId],
  );
  return rows.filter(
    (group) =>
      (kindKey === undefined || group.kindKey === kindKey) && (regionId === undefined || group.regionId === regionId),
  );
}

export interface PublishedDirective {
  id: string;
  versionId: string;
  groups: readonly WorldGroup[];
  /** The relay of each group. */
  relays: Map<string, string>;
}

interface Draft {
  /** Whose office speaks. */
  regionId: number;
  groups: readonly WorldGroup[];
  /** Who wrote and published it. */
  by: string;
  kind?: 'instruction' | 'circular' | 'tip' | 'alert';
  severity?: Severity;
  audiences?: readonly ResidentTag[];
  content?: Partial<DirectiveText>;
}

interface DirectiveText {
  title: string;
  body: string;
  fraudType: string | null;
  photoIds: readonly string[];
  clip: { fileId: string; sha256: string; mediaType: string; bytes: number } | null;
}

const plainText: DirectiveText = {
  title: '谨防刷单返利',
  body: '凡是先垫钱的都是诈骗。',
  fraudType: 'fake_rebate',
  photoIds: [],
  clip: null,
};

/** A directive that was published at the test's time to these groups, written as publishing writes it, without its notices. */
export async function publishedDirective(test: TestApp, draft: Draft): Promise<PublishedDirective> {
  const id = uuid7();
  await test.database.transaction((transaction) =>
    transaction.insert('directives', [
      {
        id,
        plan_id: draft.groups[0]!.planId,
        region_id: draft.regionId,
        state: 'published',
        revision: 1,
        draft: canonical(wholeDraft(draft)),
        created_by: draft.by,
        created_at: test.clock.now(),
        published_at: test.clock.now(),
      },
    ]),
  );
  return { id, groups: draft.groups, ...(await publishVersion(test, id, 1, wholeDraft(draft), draft)) };
}

/** The next version, in the place of the one that people read until now. */
export async function amendedDirective(
  test: TestApp,
  published: PublishedDirective,
  content: Partial<DirectiveText>,
  reason = '更正',
): Promise<PublishedDirective> {
  const [before] = await test.database.query<{
    number: number;
    kind: Draft['kind'];
    severity: Severity;
    content: string;
    targets: string;
    published_by: string;
  }>('SELECT number, kind, severity, content, targets, published_by FROM directive_versions WHERE id = ?', [
    published.versionId,
  ]);
  await closeVersion(test, published.versionId);
  const whole = {
    kind: before!.kind!,
    severity: before!.severity,
    content: { ...(JSON.parse(before!.content) as DirectiveText), ...content },
    targets: JSON.parse(before!.targets) as object,
    amendReason: reason,
  };
  const by = before!.published_by;
  const version = await publishVersion(test, published.id, Number(before!.number) + 1, whole, {
    groups: published.groups,
    by,
  });
  return { ...published, ...version };
}

export async function recalledDirective(test: TestApp, published: PublishedDirective, reason = '有误'): Promise<void> {
  await closeVersion(test, published.versionId);
  await test.database.transaction((transaction) =>
    transaction.execute(
      "UPDATE directives SET state = 'recalled', recalled_at = ?, recall_reason = ?, recalled_by = created_by WHERE id = ?",
      [test.clock.now(), reason, published.id],
    ),
  );
}

function wholeDraft({ kind = 'alert', severity = 'normal', audiences = [], content }: Draft) {
  return {
    kind,
    severity,
    content: { ...plainText, ...content },
    targets: { chains: [], regionIds: [], audiences, deepestLevel: 3 },
    amendReason: null as string | null,
  };
}

async function publishVersion(
  test: TestApp,
  directiveId: string,
  number: number,
  {
    kind,
    severity,
    content,
    targets,
    amendReason,
  }: Omit<ReturnType<typeof wholeDraft>, 'targets'> & { targets: object },
  { groups, by }: Pick<Draft, 'groups' | 'by'>,
): Promise<Pick<PublishedDirective, 'versionId' | 'relays'>> {
  const now = test.clock.now();
  // Ids of versions grow with the time at which they were published.
  const versionId = uuid7({ msecs: now });
  const relays = new Map(groups.map((group) => [group.id, uuid7()]));
  await test.database.transaction(async (transaction) => {
    await transaction.insert('directive_versions', [
      {
        id: versionId,
        directive_id: directiveId,
        number,
        kind,
        severity,
        title: content.title,
        content: canonical(content),
        targets: canonical(targets),
        hash: createHash('sha256').update(canonical({ kind, severity, content })).digest('hex'),
        group_count: groups.length,
        published_at: now,
        published_by: by,
        amend_reason: amendReason,
      },
    ]);
    await transaction.insert(
      'relays',
      groups.map((group) => {
        const upperId = (group.upperId !== null && relays.get(group.upperId)) || null;
        return {
          id: relays.get(group.id)!,
          version_id: versionId,
          group_id: group.id,
          upper_id: upperId,
          level: group.level,
          opened_at: upperId === null ? now : null,
          due_at: upperId === null ? now + 86_400_000 : null,
          chain_due_at: now + 86_400_000 * (group.level + 1),
          step: 0,
          openers: 0,
        };
      }),
    );
    await transaction.execute('UPDATE directives SET current_version_id = ? WHERE id = ?', [versionId, directiveId]);
  });
  return { versionId, relays };
}

async function closeVersion(test: TestApp, versionId: string): Promise<void> {
  await test.database.transaction(async (transaction) => {
    for (const [table, column] of [
      ['directive_versions', 'id'],
      ['relays', 'version_id'],
    ]) {
      await transaction.execute(`UPDATE ${table} SET closed_at = ? WHERE ${column} = ?`, [test.clock.now(), versionId]);
    }
  });
}
