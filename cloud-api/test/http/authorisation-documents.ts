import { v7 as uuid7 } from 'uuid';
import { mp3Clip } from '../harness/test-clip.js';
import { get, office, type RouteAccess, scoped, signedIn } from './authorisation-actors.js';
import type { Targets, Where } from './authorisation-targets.js';

const content = {
  schema: 1,
  title: '告知书',
  salutation: '',
  sections: [{ heading: '', paragraphs: ['一'], items: [] }],
  statement: '已知',
  agreement: '约定',
  dataNotice: '说明',
};
const issuer = { name: '反诈中心', stationName: '派出所', stationPhone: '110' };

/** Papers of a village's own. */
class PaperTargets {
  constructor(private readonly targets: Targets) {}

  /** With a draft. */
  async template(where: Where): Promise<string> {
    const id = uuid7();
    if (where === 'missing') return id;
    await this.targets.insert('document_templates', {
      id,
      template_key: 'notice.village',
      kind: 'notice',
      region_id: this.targets.village(where),
      title: content.title,
      draft: JSON.stringify(content),
      revision: 1,
      created_at: 0,
    });
    return id;
  }

  async version(where: Where): Promise<string> {
    const id = uuid7();
    if (where === 'missing') return id;
    await this.targets.insert('document_versions', {
      id,
      template_id: await this.template(where),
      number: 1,
      title: content.title,
      content: JSON.stringify(content),
      hash: '',
      published_at: 0,
    });
    return id;
  }

  async versionWithClip(): Promise<string> {
    const { test, world } = this.targets;
    const id = await this.version('inside');
    const client = await test.as(world.people.townshipOffice);
    await client.upload(`/documents/versions/${id}/clip`, { dialect: '普通话' }, mp3Clip());
    return id;
  }
}

/** The papers that people sign: everybody reads what is published, offices write their own. */
export function documentAccess(targets: Targets): Record<string, RouteAccess> {
  const papers = new PaperTargets(targets);
  return {
    'GET /documents/current': { who: signedIn, call: (client) => client.get('/documents/current') },
    'GET /documents/versions/{id}': {
      who: signedIn,
      call: async (client) => client.get(`/documents/versions/${await papers.version('inside')}`),
    },
    'GET /documents/versions/{id}/clip': {
      who: signedIn,
      call: async (client) => client.get(`/documents/versions/${await papers.versionWithClip()}/clip`),
    },
    'GET /documents/templates': scoped(office, get(targets.village, '/documents/templates?regionId=')),
    'POST /documents/templates': scoped(office, (client, where) =>
      client.post('/documents/templates', {
        id: uuid7(),
        regionId: targets.village(where),
        templateKey: 'notice.resident',
      }),
    ),
    'PUT /documents/templates/{id}/draft': scoped(office, async (client, where) =>
      client.request('PUT', `/documents/templates/${await papers.template(where)}/draft`, { revision: 1, content }),
    ),
    'POST /documents/templates/{id}/publish': scoped(office, async (client, where) =>
      client.post(`/documents/templates/${await papers.template(where)}/publish`, { revision: 1 }),
    ),
    'POST /documents/preview': scoped(office, (client, where) =>
      client.post('/documents/preview', { content, regionId: targets.village(where) }),
    ),
    'POST /documents/versions/{id}/clip': scoped(office, async (client, where) =>
      client.upload(`/documents/versions/${await papers.version(where)}/clip`, { dialect: '方言' }, mp3Clip()),
    ),
    'PUT /documents/issuers/{id}': scoped(office, (client, where) =>
      client.request('PUT', `/documents/issuers/${targets.village(where)}`, issuer),
    ),
  };
}
