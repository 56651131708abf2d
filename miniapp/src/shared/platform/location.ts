import Taro from '@tarojs/taro';

export interface Position {
  latitude: number;
  longitude: number;
  /** In metres. */
  accuracy: number;
}

// A point picked on WeChat's map comes in China's shifted coordinates (GCJ-02), up to this far from the measured ones.
const PICKED_ACCURACY_METRES = 700;

// What is stored is GCJ-02, as WeChat's maps show it; a browser only knows WGS-84 and is that far off.
const COORDINATES = process.env.TARO_ENV === 'h5' ? 'wgs84' : 'gcj02';

/** Where the phone is, or null: a visit never depends on it. */
async function currentPosition(): Promise<Position | null> {
  try {
    const found = await Taro.getLocation({ type: COORDINATES, isHighAccuracy: true, highAccuracyExpireTime: 4000 });
    return { latitude: found.latitude, longitude: found.longitude, accuracy: Math.round(found.accuracy) };
  } catch {
    return null;
  }
}

async function mayLocate(): Promise<boolean> {
  try {
    if (process.env.TARO_ENV !== 'h5') {
      const { authSetting } = await Taro.getSetting();
      return authSetting['scope.userLocation'] === true;
    }
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted';
  } catch {
    return false;
  }
}

// About a hundred metres: which house it was, the door says.
const COARSE_DEGREES = 1000;
const COARSE_METRES = 100;

/** Roughly where the phone is, if the person has allowed it before: nobody is asked in the midst of something else. */
export async function roughPositionIfAllowed(): Promise<Position | null> {
  const found = (await mayLocate()) ? await currentPosition() : null;
  const coarse = (degrees: number) => Math.round(degrees * COARSE_DEGREES) / COARSE_DEGREES;
  return (
    found && {
      latitude: coarse(found.latitude),
      longitude: coarse(found.longitude),
      accuracy: Math.max(COARSE_METRES, found.accuracy),
    }
  );
}

/** WeChat reviews getLocation and often refuses it; picking on the map is the next best thing. */
export async function positionMeasuredOrPicked(): Promise<Position | null> {
  const measured = await currentPosition();
  if (measured || process.env.TARO_ENV === 'h5') return measured;
  try {
    const picked = await Taro.chooseLocation({});
    return {
      latitude: Number(picked.latitude),
      longitude: Number(picked.longitude),
      accuracy: PICKED_ACCURACY_METRES,
    };
  } catch {
    return null;
  }
}
