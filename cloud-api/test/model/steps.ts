import fc from 'fast-check';

/** One thing that happens to coverage. */
export type Step =
  | { kind: 'visit'; door: number; daysAgo: number; worker: number; fields: Record<string, unknown> }
  | { kind: 'correct'; visit: number; fields: Record<string, unknown> }
  | { kind: 'void'; visit: number }
  | { kind: 'register'; grid: number; doorKind: string; tags: string[][] }
  | { kind: 'retag'; door: number; tags: string[][] }
  | { kind: 'move'; door: number; grid: number }
  | { kind: 'exclude'; door: number; exclusion: string; approve: boolean }
  | { kind: 'return'; door: number }
  | { kind: 'unite'; leaving: number; into: number }
  | { kind: 'split'; door: number; leaving: number }
  | { kind: 'train'; worker: number; daysAgo: number }
  | { kind: 'edit_plan'; requires: string[]; until: number; papers: object[] }
  | SignStep
  | { kind: 'decline'; door: number; daysAgo: number; worker: number; reason: string; templates: string[] }
  | { kind: 'withdraw'; signature: number; worker: number }
  | { kind: 'erase'; signature: number }
  | { kind: 'merge' };

/** `resident` may be somebody who is not in the book; `anew` takes the place of what the same person signed before. */
type SignStep = {
  kind: 'sign';
  door: number;
  resident: number;
  daysAgo: number;
  worker: number;
  templates: string[];
  anew: boolean;
};

export type PaperStep = Extract<Step, { kind: 'sign' | 'decline' | 'withdraw' | 'erase' }>;

const templates = fc.subarray(['notice.resident', 'pledge.resident', 'pledge.finance'], { minLength: 1 });
const paper = (template: string, doorKinds: string[], signers: string, tag: string | null = null) => ({
  template,
  doorKinds,
  signers,
  tag,
});
/** What the county asks for beside the township, whose households sign both. */
const papers = fc.subarray([
  paper('notice.resident', ['household', 'individual_business'], 'household'),
  paper('pledge.resident', ['household'], 'each_adult'),
  paper('pledge.finance', ['household', 'enterprise'], 'tagged', 'finance_staff'),
]);
const tags = fc.array(fc.uniqueArray(fc.constantFrom('returnee', 'finance_staff', 'elderly'), { maxLength: 2 }), {
  maxLength: 3,
});
const fields = fc.record(
  {
    outcome: fc.constantFrom('met', 'met', 'met', 'nobody', 'refused', 'away'),
    faceToFace: fc.boolean(),
    topics: fc.constantFrom([], ['fake_loan'], ['fake_rebate', 'romance']),
    presentOthers: fc.integer({ min: 0, max: 2 }),
    present: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: ['outcome', 'faceToFace'] },
);
const index = fc.nat({ max: 1000 });
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('visit' as const),
      door: index,
      daysAgo: fc.integer({ min: 0, max: 25 }),
      worker: index,
      fields,
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('correct' as const), visit: index, fields }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('void' as const), visit: index }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('register' as const),
      grid: index,
      doorKind: fc.constantFrom('household', 'household', 'individual_business', 'enterprise', 'class'),
      tags,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('retag' as const), door: index, tags }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), door: index, grid: index }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('exclude' as const),
      door: index,
      exclusion: fc.constantFrom('vacant', 'deregistered', 'separated'),
      approve: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('return' as const), door: index }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('unite' as const), leaving: index, into: index }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('split' as const), door: index, leaving: index }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('train' as const),
      worker: index,
      daysAgo: fc.integer({ min: 0, max: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('edit_plan' as const),
      requires: fc.subarray(['face_to_face', 'topic_taught', 'trained_visitor', 'resident_present']),
      until: fc.integer({ min: -10, max: 30 }),
      papers,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('sign' as const),
      door: index,
      resident: index,
      daysAgo: fc.integer({ min: 0, max: 25 }),
      worker: index,
      templates,
      anew: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('decline' as const),
      door: index,
      daysAgo: fc.integer({ min: 0, max: 25 }),
      worker: index,
      reason: fc.constantFrom('refused', 'away', 'no_phone', 'other'),
      templates,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), signature: index, worker: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), signature: index }) },
);
