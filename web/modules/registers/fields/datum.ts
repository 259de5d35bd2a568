/**
 * From the coordinates that Chinese map services show to WGS 84. GCJ-02 shifts a point by some hundred metres, BD-09 shifts
 * GCJ-02 once more; both are undone to about a centimetre. CGCS 2000 is WGS 84 as far as a map can tell. Pure.
 */
const datums = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const;
export type Datum = (typeof datums)[number];
type Degrees = readonly [lon: number, lat: number];

/** Ellipsoid of Krasovsky 1940, which the shift is reckoned on: half axis in metres, eccentricity squared. */
const halfAxis = 6378245;
const eccentricity2 = 0.00669342162296594;
const pi = Math.PI;

export function toWgs84([lon, lat]: Degrees, datum: Datum): Degrees {
  if (datum === 'wgs84' || datum === 'cgcs2000') return [lon, lat];
  const target = datum === 'bd09' ? bd09ToGcj02([lon, lat]) : ([lon, lat] as const);
  if (isOutside(target)) return target;
  // The shift changes slowly: what is left over shrinks a thousandfold each round.
  let guess: Degrees = target;
  for (let round = 0; round < 4; round++) {
    const [x, y] = shifted(guess);
    guess = [guess[0] + target[0] - x, guess[1] + target[1] - y];
  }
  return guess;
}

const isOutside = ([lon, lat]: Degrees) => lon < 72.004 || lon > 137.8347 || lat < 0.8293 || lat > 55.8271;

/** WGS 84 to GCJ-02. */
function shifted([lon, lat]: Degrees): Degrees {
  const x = lon - 105;
  const y = lat - 35;
  const wave = (20 * Math.sin(6 * x * pi) + 20 * Math.sin(2 * x * pi)) * (2 / 3);
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    wave +
    (20 * Math.sin(y * pi) + 40 * Math.sin((y / 3) * pi)) * (2 / 3) +
    (160 * Math.sin((y / 12) * pi) + 320 * Math.sin((y * pi) / 30)) * (2 / 3);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    wave +
    (20 * Math.sin(x * pi) + 40 * Math.sin((x / 3) * pi)) * (2 / 3) +
    (150 * Math.sin((x / 12) * pi) + 300 * Math.sin((x / 30) * pi)) * (2 / 3);
  const radians = (lat * pi) / 180;
  const flat = 1 - eccentricity2 * Math.sin(radians) ** 2;
  return [
    lon + (east * 180) / ((halfAxis / Math.sqrt(flat)) * Math.cos(radians) * pi),
    lat + (north * 180) / (((halfAxis * (1 - eccentricity2)) / (flat * Math.sqrt(flat))) * pi),
  ];
}

function bd09ToGcj02([lon, lat]: Degrees): Degrees {
  const x = lon - 0.0065;
  const y = lat - 0.006;
  const turn = (pi * 3000) / 180;
  const distance = Math.sqrt(x * x + y * y) - 0.00002 * Math.sin(y * turn);
  const angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * turn);
  return [distance * Math.cos(angle), distance * Math.sin(angle)];
}
