import { v7 as uuid7 } from 'uuid';
import { privacyNotice } from '../../src/modules/people/index.js';
import type { World } from '../harness/world.js';
import {
  besideNear,
  callers,
  counters,
  countyPlanReach,
  deciders,
  get,
  groupDoors,
  office,
  planners,
  type RouteAccess,
  scoped,
  senders,
  signedIn,
  staff,
  supervisors,
} from './authorisation-actors.js';
import { cascadeAccess } from './authorisation-cascade.js';
import { letterAccess } from './authorisation-letters.js';
import { signCodeAccess } from './authorisation-codes.js';
import { directiveAccess } from './authorisation-directives.js';
import { documentAccess } from './authorisation-documents.js';
import { certificateAccess } from './authorisation-certificates.js';
import { wechatAccess } from './authorisation-wechat.js';
import { warningAccess } from './authorisation-warnings.js';
import { notificationAccess } from './authorisation-notifications.js';
import { doorHistoryAccess } from './authorisation-doors.js';
import type { Targets } from './authorisation-targets.js';

/** How to call every route of the contract, and who may: written apart from the code, to check it. */
export function accessTable(targets: Targets, world: World): Record<string, RouteAccess> {
  const bareId = () => ({ id: uuid7() });
  const newcomer = () => ({ name: '新来', phone: `1990009${String(targets.next()).padStart(4, '0')}` });

  return {
    'GET /health': { who: 'public', call: (client) => client.get('/health') },
    'GET /privacy-notice': { who: 'public', call: (client) => client.get('/privacy-notice') },
    'POST /session/wechat': { who: 'public', call: (client) => client.post('/session/wechat', { code: 'x' }) },
    'POST /session/wechat/phone': {
      who: 'public',
      call: (client) => client.post('/session/wechat/phone', { ticket: 'x', phoneCode: 'x' }),
    },
    'POST /session/password': {
      who: 'public',
      call: (client) => client.post('/session/password', { phone: 'x', password: 'x' }),
    },
    'GET /demo/people': { who: 'public', call: (client) => client.get('/demo/people') },
    'POST /demo/session': { who: 'public', call: (client) => client.post('/demo/session', { personId: uuid7() }) },
    // Nobody is in any group of a demo's WeChat where there is no demo.
    'POST /demo/group-entry': scoped(signedIn, (client) => client.post('/demo/group-entry', { groupId: uuid7() }), [
      'missing',
    ]),

    'GET /me': { who: signedIn, call: (client) => client.get('/me'), beforeConsent: true },
    'POST /me/consent': {
      who: signedIn,
      call: (client) => client.post('/me/consent', { version: privacyNotice.version }),
      beforeConsent: true,
    },
    'DELETE /me/consent': { who: signedIn, call: (client) => client.delete('/me/consent'), endsSession: true },
    'DELETE /session': {
      who: signedIn,
      call: (client) => client.delete('/session'),
      beforeConsent: true,
      endsSession: true,
    },

    'GET /regions': { ...scoped(counters, get(targets.village, '/regions?parentId=')), reach: { gridWorker: [] } },
    'GET /regions/{id}': scoped(counters, get(targets.grid, '/regions/')),
    'POST /regions': scoped(office, (client, where) =>
      client.post('/regions', { parentId: targets.village(where), level: 'group', name: `新组${targets.next()}` }),
    ),
    'PATCH /regions/{id}': scoped(office, (client, where) =>
      client.patch(`/regions/${targets.grid(where)}`, { name: `网格${targets.next()}` }),
    ),
    'POST /regions/{id}/close': scoped(office, async (client, where) =>
      client.post(`/regions/${await targets.emptyGrid(where)}/close`, {}),
    ),

    'POST /regions/{id}/grids': scoped(office, (client, where) =>
      client.post(`/regions/${targets.village(where)}/grids`, { count: 1 }),
    ),
    'POST /regions/{id}/groups': scoped(office, (client, where) =>
      client.post(`/regions/${targets.village(where)}/groups`, { names: [`新组${targets.next()}`] }),
    ),
    'GET /official-places': scoped(office, get(targets.township, '/official-places?regionId='), besideNear),
    'POST /official-places': scoped(
      office,
      (client, where) =>
        client.post('/official-places', { regionId: targets.township(where), codes: [targets.officialVillage(where)] }),
      besideNear,
    ),

    'GET /people': scoped(supervisors, get(targets.grid, '/people?regionId=')),
    'GET /people/{id}': scoped(supervisors, async (client, where) =>
      client.get(`/people/${await targets.person(where)}`),
    ),
    'POST /people': scoped(office, (client, where) =>
      client.post('/people', { ...newcomer(), role: 'grid_worker', regionId: targets.grid(where) }),
    ),
    'POST /people/{id}/posts': scoped(office, async (client, where) =>
      client.post(`/people/${await targets.person(where)}/posts`, { role: 'grid_worker', regionId: world.a2.id }),
    ),
    'POST /people/{id}/trainings': scoped(office, async (client, where) =>
      client.post(`/people/${await targets.person(where)}/trainings`, { trainedOn: '2026-11-20', topic: '培训' }),
    ),
    'POST /people/{id}/password': scoped(office, async (client, where) =>
      client.post(`/people/${await targets.person(where)}/password`, { password: 'correct horse' }),
    ),
    'POST /people/{id}/hand-over': scoped(office, async (client, where) =>
      client.post(`/people/${await targets.person(where)}/hand-over`, { toPersonId: world.people.gridWorkerNext.id }),
    ),
    'PUT /people/{id}/team': scoped(deciders, async (client, where) =>
      client.request('PUT', `/people/${await targets.person(where)}/team`, { policeIds: [] }),
    ),
    'DELETE /posts/{id}': scoped(office, async (client, where) => client.delete(`/posts/${await targets.post(where)}`)),

    'GET /plan-presets': { who: planners, call: (client) => client.get('/plan-presets') },
    'GET /plans': scoped(planners, get(targets.grid, '/plans?regionId=')),
    'GET /plans/{id}': {
      ...scoped(planners, get(targets.countyPlan, '/plans/'), besideNear),
      reach: countyPlanReach,
    },
    'POST /plans': scoped(
      office,
      (client, where) =>
        client.post('/plans', { preset: 'manghe', regionId: targets.township(where), startsOn: '2026-11-20' }),
      besideNear,
    ),
    'PATCH /plans/{id}': scoped(
      office,
      (client, where) =>
        client.patch(`/plans/${targets.townshipPlan(where)}`, { document: world.plan.document, baseVersion: 99 }),
      besideNear,
    ),
    'POST /plans/{id}/end': scoped(
      office,
      (client, where) => client.post(`/plans/${targets.townshipPlan(where)}/end`),
      besideNear,
    ),
    'POST /plans/{id}/cancel': scoped(
      office,
      (client, where) => client.post(`/plans/${targets.townshipPlan(where)}/cancel`),
      besideNear,
    ),

    'POST /sync/push': {
      who: senders,
      call: (client) =>
        client.post('/sync/push', {
          sentAt: 0,
          commands: [{ ...bareId(), kind: 'door.claim', schema: 1, happenedAt: 0, payload: { doorId: uuid7() } }],
        }),
    },
    'POST /sync/pull': { who: signedIn, call: (client) => client.post('/sync/pull', { cursor: null, awaiting: [] }) },
    'GET /quarantine': scoped(deciders, get(targets.grid, '/quarantine?regionId=')),
    'POST /quarantine/{id}/decision': scoped(deciders, async (client, where) =>
      client.post(`/quarantine/${await targets.quarantined(where)}/decision`, { accept: false }),
    ),

    'GET /exclusions': scoped(deciders, get(targets.grid, '/exclusions?regionId=')),
    'POST /doors/{id}/exclusion/decision': scoped(deciders, async (client, where) =>
      client.post(`/doors/${await targets.requestedExclusion(where)}/exclusion/decision`, { approve: false }),
    ),
    'POST /doors/assignments': scoped(deciders, (client, where) =>
      client.post('/doors/assignments', { personId: world.people.gridWorkerNext.id, doorIds: [targets.door(where)] }),
    ),
    'POST /doors/assignments/end': scoped(deciders, async (client, where) =>
      client.post('/doors/assignments/end', { personId: await targets.person(where), doorIds: [targets.door(where)] }),
    ),
    ...doorHistoryAccess(targets),
    ...letterAccess(targets),
    ...cascadeAccess(targets, world),
    ...signCodeAccess(targets),
    ...certificateAccess(targets),
    ...wechatAccess(targets),
    ...directiveAccess(targets),
    ...warningAccess(targets),
    ...notificationAccess(),
    'GET /residents/{id}/phone': scoped(callers, get(targets.resident, '/residents/', '/phone')),
    // The class of the teacher is in the next village.
    'GET /doors': {
      ...scoped(staff, get(targets.grid, '/doors?regionId=')),
      reach: { teacher: ['near'], groupLeader: ['inside'] },
      hidden: 200,
    },
    'GET /doors/{id}': { ...scoped(staff, get(targets.door, '/doors/')), ...groupDoors },
    'GET /doors/{id}/visits': { ...scoped(staff, get(targets.door, '/doors/', '/visits')), ...groupDoors },
    'GET /visits/{id}': { ...scoped(staff, get(targets.storedVisit, '/visits/')), ...groupDoors },
    'GET /classes': {
      ...scoped(staff, get(targets.grid, '/classes?regionId=')),
      reach: { teacher: ['near'], groupLeader: [] },
      hidden: 200,
    },
    'POST /classes': scoped(deciders, async (client, where) =>
      client.post('/classes', { unitId: await targets.school(where), name: '一年级', pupils: 1 }),
    ),
    'PATCH /classes/{id}': scoped(deciders, async (client, where) =>
      client.patch(`/classes/${await targets.schoolClass(where)}`, { pupils: 2 }),
    ),
    'GET /classes/{id}/families': scoped(staff, async (client, where) =>
      client.get(`/classes/${await targets.schoolClass(where)}/families`),
    ),
    'POST /classes/{id}/families': scoped(deciders, async (client, where) =>
      client.post(`/classes/${await targets.schoolClass(where)}/families`, { doorIds: [] }),
    ),
    'POST /classes/{id}/families/end': scoped(deciders, async (client, where) =>
      client.post(`/classes/${await targets.schoolClass(where)}/families/end`, { doorIds: [] }),
    ),
    'GET /coverage': scoped(signedIn, get(targets.grid, '/coverage?regionId=')),

    'POST /imports': scoped(office, (client, where) =>
      client.upload(
        '/imports',
        { ...bareId(), kind: 'household_book', regionId: String(targets.village(where)) },
        Buffer.from('户号'),
      ),
    ),
    'GET /imports': scoped(office, get(targets.village, '/imports?regionId=')),
    'GET /imports/{id}': scoped(office, async (client, where) => client.get(`/imports/${await targets.import(where)}`)),
    'POST /imports/{id}/check': scoped(office, async (client, where) =>
      client.post(`/imports/${await targets.import(where)}/check`, { sheets: [0], headerRow: 1, columns: [] }),
    ),
    'GET /imports/{id}/problems': scoped(office, async (client, where) =>
      client.get(`/imports/${await targets.import(where)}/problems`),
    ),
    'GET /imports/{id}/changes': scoped(office, async (client, where) =>
      client.get(`/imports/${await targets.import(where)}/changes?action=add`),
    ),
    'POST /imports/{id}/decisions': scoped(office, async (client, where) =>
      client.post(`/imports/${await targets.import(where)}/decisions`, { items: [] }),
    ),
    'POST /imports/{id}/places': scoped(office, async (client, where) =>
      client.post(`/imports/${await targets.import(where)}/places`),
    ),
    'POST /imports/{id}/publish': scoped(office, async (client, where) =>
      client.post(`/imports/${await targets.import(where)}/publish`, { mode: 'skip_bad' }),
    ),
    'POST /imports/{id}/cancel': scoped(office, async (client, where) =>
      client.post(`/imports/${await targets.import(where)}/cancel`),
    ),

    'POST /exports': scoped(supervisors, (client, where) =>
      client.post('/exports', { id: uuid7(), kind: 'progress_table', regionId: targets.village(where) }),
    ),
    'GET /exports': { who: supervisors, call: (client) => client.get('/exports') },
    // One's own: what others asked for is like what does not exist.
    'GET /exports/{id}': scoped(supervisors, async (client, where) =>
      client.get(`/exports/${await targets.ownExport(client, where)}`),
    ),
    'GET /exports/{id}/file': scoped(supervisors, async (client, where) =>
      client.get(`/exports/${await targets.ownExport(client, where)}/file`),
    ),

    ...documentAccess(targets),

    'POST /photos': { who: signedIn, call: (client) => client.upload('/photos', bareId(), Buffer.from('no photo')) },
    'GET /photos/{id}': scoped(signedIn, get(targets.photo, '/photos/')),
  };
}
