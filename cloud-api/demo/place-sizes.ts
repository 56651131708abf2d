type Range = readonly [from: number, to: number];

/** How much there is in a village of the demo. */
export interface PlaceSize {
  gridsPerVillage: Range;
  groupsPerVillage: Range;
  doorsPerGrid: Range;
}

export const ordinary: PlaceSize = { gridsPerVillage: [2, 3], groupsPerVillage: [2, 4], doorsPerGrid: [10, 25] };
/** Enough to see the plan at work without making the first start longer. */
export const sketch: PlaceSize = { gridsPerVillage: [1, 2], groupsPerVillage: [1, 2], doorsPerGrid: [4, 7] };
