import { EnumField, IntegerField, ListField, TextField, TextListField } from '../../../common/http/index.js';
import { Level } from '../region.rules.js';

/** A place of the official list that the tree does not hold yet. */
export class OfficialPlaceChoice {
  @TextField() code: string;
  @TextField() name: string;
  @EnumField(Level, 'Level') level: Level;
  /** The villages of a township, which come with it. */
  @IntegerField() placesBelow: number;
}

export class OfficialPlaceList {
  @ListField(OfficialPlaceChoice) items: OfficialPlaceChoice[];
}

export class OfficialPlaceQuery {
  @IntegerField({ min: 1, query: true }) regionId: number;
}

export class ChosenOfficialPlaces {
  @IntegerField({ min: 1 }) regionId: number;
  /** Of 12 digits, as the list of what is missing answers them. */
  @TextListField({ max: 200, longest: 12, pattern: /^\d{12}$/ }) codes: string[];
}
