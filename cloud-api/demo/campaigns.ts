import { ordinary, type PlaceSize, sketch } from './place-sizes.js';

/** A village that stands as it is drawn here. */
export interface Showcase {
  village: string;
  grids: { worker: string; doors: number; coveredShare: number }[];
  head: string;
}

/** A plan that the demo runs, and the real townships whose doors it invents. */
export interface Campaign {
  preset: string;
  /** Official codes, padded. */
  region: string;
  import: string;
  townships: { code: string; latitude: number; longitude: number }[];
  startedDaysAgo: number;
  size: PlaceSize;
  /** One grid worker has not been trained yet, so that one sees what this plan makes of their visits. */
  hasUntrainedWorker: boolean;
  /** Two visits wait for the village head. */
  hasDoubtfulVisits: boolean;
  showcase: Showcase | null;
  /** Units beside the villages, a 片警 in each village, and directives that have gone down all chains already. */
  hasDirectives: boolean;
}

/** The village whose people the first steps lead to, and its grid with as many doors as a real one. */
export const showcase: Showcase = {
  village: '140522108200',
  grids: [
    { worker: '刘春梅', doors: 24, coveredShare: 0.88 },
    { worker: '陈刚', doors: 22, coveredShare: 0.96 },
    { worker: '张伟', doors: 132, coveredShare: 0.72 },
  ],
  head: '郭建国',
};

export const campaigns: readonly Campaign[] = [
  {
    preset: 'manghe',
    region: '140522108000',
    import: '140522108',
    townships: [{ code: '140522108000', latitude: 35.327, longitude: 112.437 }],
    startedDaysAgo: 45,
    size: ordinary,
    hasUntrainedWorker: false,
    hasDoubtfulVisits: true,
    showcase,
    hasDirectives: true,
  },
  {
    preset: 'jingxian',
    region: '341823000000',
    import: '341823',
    townships: [
      { code: '341823103000', latitude: 30.507, longitude: 118.142 },
      { code: '341823108000', latitude: 30.655, longitude: 118.348 },
    ],
    // The first round of 80 days has 12 left.
    startedDaysAgo: 68,
    size: ordinary,
    hasUntrainedWorker: true,
    hasDoubtfulVisits: true,
    showcase: null,
    hasDirectives: false,
  },
  // The second of its monthly rounds has begun eleven days ago.
  sketched('qiaomu', '341723200', { latitude: 30.577, longitude: 117.972 }, 24),
  sketched('fengling', '520327004', { latitude: 27.954, longitude: 107.722 }, 40),
  sketched('gangkou', '442000108', { latitude: 22.586, longitude: 113.382 }, 75),
];

/** A township with all its villages and a handful of doors in each. */
function sketched(
  preset: string,
  township: string,
  centre: { latitude: number; longitude: number },
  startedDaysAgo: number,
): Campaign {
  const code = township.padEnd(12, '0');
  return {
    preset,
    region: code,
    import: township,
    townships: [{ code, ...centre }],
    startedDaysAgo,
    size: sketch,
    hasUntrainedWorker: false,
    hasDoubtfulVisits: false,
    showcase: null,
    hasDirectives: false,
  };
}
