/** The people of the demo that the flows are about, found as the sign-in screen finds them. */
export interface DemoPerson {
  personId: string;
  name: string;
  role: string | null;
  place: string;
}

export async function demoPerson(
  origin: string,
  town: string,
  role: string | null,
  place: string,
): Promise<DemoPerson> {
  const places = await placesOf(origin);
  const person = places
    .find(({ name }) => name === town)
    ?.people.find((each) => each.role === role && each.place.endsWith(place));
  if (!person) throw new Error(`the demo has no ${role ?? 'villager'} at ${place}`);
  return person;
}

export async function demoPersonById(origin: string, personId: string): Promise<DemoPerson> {
  const places = await placesOf(origin);
  const person = places.flatMap(({ people }) => people).find((each) => each.personId === personId);
  if (!person) throw new Error('the demo has nobody with this id');
  return person;
}

interface DemoPlace {
  name: string;
  people: DemoPerson[];
}

async function placesOf(origin: string): Promise<DemoPlace[]> {
  const answer = await fetch(`${origin}/api/demo/people`);
  return ((await answer.json()) as { places: DemoPlace[] }).places;
}

/** The API as somebody in the office would ask it, beside the screens: what is stored, whatever they show. */
export class ApiView {
  private constructor(
    private readonly origin: string,
    private readonly token: string,
  ) {}

  static async of(origin: string, person: DemoPerson): Promise<ApiView> {
    const signedIn = await fetch(`${origin}/api/demo/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ personId: person.personId }),
    });
    const { token } = (await signedIn.json()) as { token: string };
    const view = new ApiView(origin, token);
    const { consent } = await view.get<{ consent: { version: string } }>('/me');
    await view.ask('POST', '/me/consent', { version: consent.version });
    return view;
  }

  async get<T>(path: string): Promise<T> {
    return (await (await this.ask('GET', path)).json()) as T;
  }

  async post(path: string, body: object): Promise<void> {
    const answer = await this.ask('POST', path, body);
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
  }

  /** Doors covered in the region the person looks at first, and visits to one door. */
  async covered(): Promise<number> {
    const { homeRegionId } = await this.get<{ homeRegionId: number }>('/me');
    return (await this.get<{ totals: { covered: number } }>(`/coverage?regionId=${homeRegionId}`)).totals.covered;
  }

  async visitsTo(doorId: string): Promise<{ outcome: string; note: string | null; photoIds: string[] }[]> {
    return (await this.get<{ items: [] }>(`/doors/${doorId}/visits`)).items;
  }

  private ask(method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${this.origin}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }
}
