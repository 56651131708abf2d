import type { Database } from '../../src/common/database/index.js';
import type { Json } from '../harness/client.js';

/** Counter rows by `plan round audience leaf`, all zero ones left out. */
export type Counted = Record<string, Record<string, number>>;

/** A row of any table, its columns read by name. */
type Fact = Record<string, Json>;

/**
 * Coverage counted from the rows of doors, visits, residents, trainings and papers, door by door, in the plainest way there is.
 * It shares no code with the product: it is what the product must agree with.
 */
export async function liveCount(database: Database): Promise<Counted> {
  const plans = await database.query<Fact>(
    "SELECT p.id, p.document, r.path FROM plans p JOIN regions r ON r.id = p.region_id WHERE p.state = 'active'",
  );
  const doors = await database.query<Fact>('SELECT d.*, r.path FROM doors d JOIN regions r ON r.id = d.grid_id');
  const residents = await database.query<Fact>('SELECT * FROM residents');
  const visits = await database.query<Fact>('SELECT * FROM visits WHERE voided = 0 ORDER BY started_at, id');
  const trainings = await database.query<Fact>('SELECT * FROM trainings');
  const signatures = await database.query<Fact>(
    'SELECT s.*, e.ended_at FROM signatures s LEFT JOIN signature_endings e ON e.signature_id = s.id',
  );
  const declines = await database.query<Fact>('SELECT * FROM paper_declines ORDER BY declined_at, id');
  const counted: Counted = {};
  const add = (key: string, column: string, amount: number) => {
    counted[key] ??= {};
    counted[key][column] = (counted[key][column] ?? 0) + amount;
  };
  for (const plan of plans) {
    const document = JSON.parse(plan.document);
    for (const door of doors.filter((each) => each.path.startsWith(plan.path))) {
      if (!document.counting.doorKinds.includes(door.kind)) continue;
      const living = residents.filter((each) => each.door_id === door.id);
      for (const round of document.rounds) {
        const seen = visits.filter((visit) => visit.door_id === door.id && inside(dateOf(visit), round));
        const good = seen.filter((visit) => isGood(visit, document.counting.requires, trainings));
        const excluded = door.exclusion_state === 'approved';
        const given = signatures.filter((each) => each.door_id === door.id);
        const refused = declines.filter((each) => each.door_id === door.id && inside(day(each.declined_at), round));
        const papers = excluded
          ? []
          : paperColumns(missingPapers(owedPapers(document, door, living, round), given, round), given, refused);
        const column = excluded ? `excluded_${door.exclusion_kind}` : columnOf(door, seen.at(-1), good.length > 0);
        for (const audience of [{ key: 'all', match: null }, ...document.audiences]) {
          const persons = audience.match?.tag
            ? living.filter((each) => JSON.parse(each.tags).includes(audience.match.tag))
            : [];
          if (audience.match?.doorKind && audience.match.doorKind !== door.kind) continue;
          if (audience.match?.tag && persons.length === 0) continue;
          const key = `${plan.id} ${round.number} ${audience.key} ${door.grid_id}`;
          add(key, column, 1);
          if (excluded) continue;
          const taught = new Set(good.flatMap((visit) => JSON.parse(visit.present_resident_ids)));
          add(key, 'total', 1);
          for (const each of papers) add(key, each, 1);
          add(key, 'persons_total', persons.length);
          add(key, 'persons_covered', persons.filter(({ id }) => taught.has(id)).length);
        }
      }
    }
  }
  return withoutZeros(counted);
}

/** The counters as the product keeps them. */
export async function keptCount(database: Database): Promise<Counted> {
  const rows = await database.query<Fact>('SELECT * FROM coverage_counters');
  const kept = rows.map(({ plan_id, round, audience, leaf_id, ...counts }) => [
    `${plan_id} ${round} ${audience} ${leaf_id}`,
    Object.fromEntries(Object.entries(counts).map(([column, value]) => [column, Number(value)])),
  ]);
  return withoutZeros(Object.fromEntries(kept) as Counted);
}

function columnOf(door: Fact, last: Fact | undefined, covered: boolean): string {
  if (covered) return 'covered';
  if (!last) return Number(door.registered_at_door) === 1 ? 'newly_registered' : 'never';
  return last.outcome === 'met' ? 'not_counting' : last.outcome;
}

/** By template, for the household or a resident, in the order of the plan. */
function owedPapers(document: Fact, door: Fact, living: Fact[], round: Fact): Fact[] {
  const [year, month] = round.from.split('-');
  const adultBefore = `${Number(year) - 18}-${month}`;
  return (document.papers ?? [])
    .filter((paper: Fact) => paper.doorKinds.includes(door.kind))
    .flatMap((paper: Fact) => {
      if (paper.signers === 'household') return [{ template: paper.template, by: null }];
      return living
        .filter(({ birth_month, tags }) =>
          paper.signers === 'tagged'
            ? JSON.parse(tags).includes(paper.tag)
            : birth_month === null || birth_month < adultBefore,
        )
        .map(({ id }) => ({ template: paper.template, by: id }));
    });
}

/** Marks those that nobody had signed, or no longer, when the round ended. */
function missingPapers(owed: Fact[], signatures: Fact[], round: Fact): Fact[] {
  const end = round.until ?? '9999-12-31';
  return owed.map((paper) => ({
    ...paper,
    missing: !signatures.some(
      (each) => isOf(each, paper) && day(each.signed_at) <= end && (each.ended_at === null || day(each.ended_at) > end),
    ),
  }));
}

function isOf(signature: Fact, { template, by }: Fact): boolean {
  return signature.template_key === template && (by === null || signature.resident_id === by);
}

function paperColumns(owed: Fact[], signatures: Fact[], declines: Fact[]): string[] {
  if (owed.length === 0) return [];
  const missing = owed.filter((paper) => paper.missing);
  const of = (kind: string, papers: Fact[]) => papers.some(({ template }) => template.startsWith(kind));
  const reason = declines.findLast((decline) =>
    missing.some(
      (paper) =>
        JSON.parse(decline.templates).includes(paper.template) &&
        signatures.every((each) => !isOf(each, paper) || day(each.signed_at) <= day(decline.declined_at)),
    ),
  )?.reason;
  return [
    'papers_owed',
    ...['notice', 'pledge'].filter((kind) => of(kind, owed) && !of(kind, missing)).map((kind) => `${kind}_signed`),
    ...(missing.length === 0 ? ['both_signed'] : []),
    ...(reason && reason !== 'other' ? [`unsigned_${reason}`] : []),
  ];
}

function isGood(visit: Fact, requires: string[], trainings: Fact[]): boolean {
  if (visit.outcome !== 'met') return false;
  const present = JSON.parse(visit.present_resident_ids).length + Number(visit.present_others);
  const visitors = [visit.visitor_id, ...JSON.parse(visit.companions).map((each: Fact) => each.personId)];
  const trained = trainings.some((each) => visitors.includes(each.person_id) && each.trained_on <= dateOf(visit));
  const met: Record<string, boolean> = {
    face_to_face: Number(visit.face_to_face) === 1,
    topic_taught: JSON.parse(visit.topics).length > 0,
    trained_visitor: trained,
    resident_present: present > 0,
  };
  return requires.every((requirement) => met[requirement]);
}

function inside(date: string, round: Fact): boolean {
  return round.from <= date && (round.until === null || date <= round.until);
}

function dateOf(visit: Fact): string {
  return day(visit.started_at);
}

function day(instant: number | string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(Number(instant)));
}

function withoutZeros(counted: Counted): Counted {
  const rows = Object.entries(counted).map(([key, counts]) => [
    key,
    Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== 0)),
  ]);
  return Object.fromEntries(rows.filter(([, counts]) => Object.keys(counts as object).length > 0)) as Counted;
}
