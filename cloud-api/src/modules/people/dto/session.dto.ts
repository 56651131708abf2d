import {
  BooleanField,
  EnumField,
  EnumListField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
  TextListField,
  DateField,
} from '../../../common/http/index.js';
import { Permission, Role } from '../../../common/auth/index.js';
import { ApiSchema } from '@nestjs/swagger';
import { TeamMember } from './team.dto.js';

export class WechatCode {
  @TextField({ min: 1, max: 128 }) code: string;
}

export class WechatPhoneCode {
  @TextField({ min: 1, max: 2000 }) ticket: string;
  @TextField({ min: 1, max: 128 }) phoneCode: string;
}

export class PasswordSignIn {
  @TextField({ min: 1, max: 30 }) phone: string;
  @TextField({ min: 1, max: 200 }) password: string;
}

export class DemoSignIn {
  @IdField() personId: string;
}

export class ConsentGiven {
  @TextField({ min: 1, max: 20 }) version: string;
}

@ApiSchema({ name: 'Session' })
export class SessionDto {
  /** Opaque bearer token. */
  @TextField() token: string;
  @InstantField() expiresAt: number;
  @IdField() personId: string;
}

const WechatStatus = { SignedIn: 'signed_in', PhoneRequired: 'phone_required' } as const;

export class WechatSignIn {
  @EnumField(WechatStatus, 'WechatSignInStatus') status: (typeof WechatStatus)[keyof typeof WechatStatus];
  @ObjectField(SessionDto, { optional: true }) session?: SessionDto;
  @TextField({ optional: true }) ticket?: string;
}

export class PrivacyNotice {
  @TextField() version: string;
  @TextField() title: string;
  @TextListField() paragraphs: string[];
}

export class MyPost {
  @IdField() id: string;
  @EnumField(Role, 'Role') role: Role;
  @TextField() roleLabel: string;
  @IntegerField() regionId: number;
  @TextField() regionName: string;
  @TextField() regionLevel: string;
  /** Where, with the village of a grid, group or school: 台头村 第一网格. */
  @TextField() placeName: string;
}

export class ConsentState {
  @BooleanField() required: boolean;
  @TextField() version: string;
}

export class MyHousehold {
  @IdField() doorId: string;
  @TextField() label: string;
}

const PersonKind = { Staff: 'staff', Resident: 'resident' } as const;

export class Me {
  @IdField() personId: string;
  @TextField() name: string;
  @TextField({ nullable: true }) phoneMasked: string | null;
  @EnumField(PersonKind, 'PersonKind') kind: (typeof PersonKind)[keyof typeof PersonKind];
  @ListField(MyPost) posts: MyPost[];
  @EnumListField(Permission, 'Permission', { max: 100 }) permissions: Permission[];
  @DateField({ nullable: true }) trainedOn: string | null;
  /** With whom the person goes from door to door. */
  @ListField(TeamMember) team: TeamMember[];
  @ObjectField(ConsentState) consent: ConsentState;
  /** The region whose coverage the person looks at first. */
  @IntegerField({ nullable: true }) homeRegionId: number | null;
  @ObjectField(MyHousehold, { nullable: true }) household: MyHousehold | null;
  @InstantField() serverTime: number;
}
