import type { Answer, TestClient } from '../harness/client.js';
import type { Where } from './authorisation-targets.js';

/** Everybody there is: a post of each role, a villager, somebody without a post any more, nobody. */
export const actors = [
  'countyOffice',
  'townshipLeader',
  'townshipOffice',
  'police',
  'auxiliaryPolice',
  'villageHead',
  'gridChief',
  'gridWorker',
  'groupLeader',
  'teacher',
  'formerWorker',
  'townshipChief',
  'policeChief',
  'schoolHead',
  'unitHead',
  'unitDeputy',
  'sectionHead',
  'liaison',
  'resident',
  'anonymous',
] as const;
export type ActorName = (typeof actors)[number];

/** What each reaches by place: doors, people and regions of the worker's grid, and of the next village. */
export const reach: Partial<Record<ActorName, readonly Where[]>> = {
  countyOffice: ['inside', 'near'],
  townshipLeader: ['inside', 'near'],
  townshipOffice: ['inside', 'near'],
  police: ['inside', 'near'],
  auxiliaryPolice: ['inside'],
  villageHead: ['inside'],
  gridChief: ['inside'],
  gridWorker: ['inside'],
  townshipChief: ['inside', 'near'],
  policeChief: ['inside', 'near'],
};

export const office: ActorName[] = ['countyOffice', 'townshipOffice'];
export const deciders: ActorName[] = [...office, 'villageHead'];
export const supervisors: ActorName[] = [...deciders, 'townshipLeader', 'townshipChief', 'police', 'policeChief'];
export const visitors: ActorName[] = [
  'police',
  'policeChief',
  'auxiliaryPolice',
  'villageHead',
  'gridChief',
  'gridWorker',
  'teacher',
];
export const callers: ActorName[] = [...office, ...visitors];
export const counters: ActorName[] = [
  ...callers.filter((name) => name !== 'teacher'),
  'townshipLeader',
  'townshipChief',
  'groupLeader',
];
export const staff: ActorName[] = [...counters, 'teacher'];
/** Of a school or another unit: they have no doors, only plans and groups. */
export const unitHeads: ActorName[] = ['schoolHead', 'unitHead', 'unitDeputy'];
export const unitPeople: ActorName[] = [...unitHeads, 'sectionHead', 'liaison'];
export const planners: ActorName[] = [...staff, ...unitPeople];
/** Who sees groups and directives, who edits groups, and who approves what another wrote. */
export const cascadeReaders: ActorName[] = [...supervisors, ...unitHeads, 'sectionHead'];
export const groupManagers: ActorName[] = [...deciders, ...unitHeads];
export const approvers: ActorName[] = [...office, 'townshipLeader', 'townshipChief'];
export const senders: ActorName[] = [...planners, 'formerWorker'];
export const signedIn: ActorName[] = [...senders, 'resident'];

/** The doors of the tests inside stand in the leader's 村民小组. */
export const groupDoors = { reach: { groupLeader: ['inside'] } } as const;

/** A plan holds for the places below its region, and is shown to everybody who holds a post there. */
export const countyPlanReach: RouteAccess['reach'] = Object.fromEntries(
  (['groupLeader', ...unitPeople] as const).map((name) => [name, ['inside']]),
);

export type Call = (client: TestClient, where: Where) => Promise<Answer>;

export interface RouteAccess {
  /** Who is let in at all; others get 403, or 401 without a session. `public` asks nobody. */
  who: 'public' | readonly ActorName[];
  call: Call;
  /** Where the things are that the route is about; without them there is nothing to be out of reach. */
  at?: readonly Where[];
  /** Reaches that differ from what the role reaches by place. */
  reach?: Partial<Record<ActorName, readonly Where[]>>;
  /** Lists answer what is out of reach with an empty page instead of a 404. */
  hidden?: 200;
  beforeConsent?: true;
  /** Ends the session that it is called with. */
  endsSession?: true;
}

export const everywhere = ['inside', 'near', 'outside', 'missing'] as const;
export const besideNear = ['inside', 'outside', 'missing'] as const;

export const scoped = (who: readonly ActorName[], call: Call, at: readonly Where[] = everywhere): RouteAccess => ({
  who,
  call,
  at,
});
/** A GET of the path that the place leads to. */
export const get =
  (path: (where: Where) => string | number, from: string, to = ''): Call =>
  (client, where) =>
    client.get(`${from}${path(where)}${to}`);
