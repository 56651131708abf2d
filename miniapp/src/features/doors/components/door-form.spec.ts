import { doorErrors, emptyResident, registration, residentErrors, type DoorForm } from './door-form';

const TODAY = '2026-03-15';

function form(patch: Partial<DoorForm> = {}): DoorForm {
  return {
    kind: 'household',
    name: '王大福',
    code: '',
    address: '中街 17 号',
    gridId: 3,
    groupId: null,
    childrenUnder14: 0,
    residents: [],
    ...patch,
  };
}

describe('a door that is registered on the spot', () => {
  it('may be saved with a name, an address and a grid', () => {
    expect(doorErrors(form(), TODAY)).toEqual({});
  });

  it('says what is missing', () => {
    expect(Object.keys(doorErrors(form({ name: ' ', address: '', gridId: null }), TODAY)).sort()).toEqual([
      'address',
      'gridId',
      'name',
    ]);
  });

  it('sends nothing that was left empty', () => {
    expect(registration(form({ name: ' 王大福 ' }), undefined)).toEqual({
      kind: 'household',
      name: '王大福',
      address: '中街 17 号',
      gridId: 3,
      residents: [],
    });
  });

  it('sends what was filled in', () => {
    const head = { ...emptyResident('r1', 'head'), name: '王大福', birthMonth: '1957-04', tags: ['elderly' as const] };
    const sent = registration(form({ code: '3-07', groupId: 9, childrenUnder14: 2, residents: [head] }), {
      latitude: 35.2,
      longitude: 112.6,
      accuracy: 20,
    });
    expect(sent).toMatchObject({ code: '3-07', groupId: 9, childrenUnder14: 2, location: { accuracy: 20 } });
    expect(sent.residents).toEqual([
      { id: 'r1', name: '王大福', relation: 'head', birthMonth: '1957-04', tags: ['elderly'] },
    ]);
  });
});

describe('residents', () => {
  const child = { ...emptyResident('r1', 'child'), name: '小王' };

  it('a child under 14 is only counted', () => {
    expect(residentErrors([{ ...child, birthMonth: '2012-04' }], TODAY)).toHaveProperty(['r1.birthMonth']);
    expect(residentErrors([{ ...child, birthMonth: '2012-03' }], TODAY)).toEqual({});
  });

  it('a phone number has eleven digits', () => {
    expect(residentErrors([{ ...child, phone: '1380000' }], TODAY)).toHaveProperty(['r1.phone']);
    expect(residentErrors([{ ...child, phone: '13800000000' }], TODAY)).toEqual({});
  });

  it('nobody stays without a name', () => {
    expect(residentErrors([emptyResident('r2', 'other')], TODAY)).toHaveProperty(['r2.name']);
  });
});
