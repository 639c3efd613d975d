import type { Random } from '../random/random.js';
import type { Locale } from '../types/plan-row.js';
import { localeData } from './locale-data.js';
import { createPerson, type Person } from './person.js';
import { airportPlaces, cityPlaces, findPlace, type Place, placeIn, placesOf } from './places.js';

/** What the values of one instance or one user share, so that they fit each other. */
export type Anchor = {
  readonly place: Place;
  /** Where a journey from `place` goes; another city with another airport. */
  readonly destination: Place;
  readonly person: Person;
  /** First day of a stay or event, days after now. */
  readonly startDays: number;
  /** Length of the stay in days. */
  readonly stayDays: number;
  /** Set where amounts shown beside it are in the place's currency, so that it must be named. */
  readonly currencyFixed?: boolean;
  /** 0–1, low to high: a dear hotel also has more stars and better ratings. */
  readonly quality: number;
};

/** Names a city, airport or country that the place or the destination must be, where it is known. */
export type Near = {
  readonly from?: Place | string | undefined;
  readonly to?: Place | string | undefined;
};

/** A coherent place and person; all that is drawn for them is drawn from the stream at once. */
export function createAnchor(locale: Locale, random: Random, near: Near = {}): Anchor {
  const anchor = new DrawnAnchor(locale, random, near);
  anchor.drawAll();
  return anchor;
}

/** The same where nobody else draws from the stream: each part is drawn when it is first asked for. */
export function createLazyAnchor(locale: Locale, random: Random, near: Near = {}): Anchor {
  return new DrawnAnchor(locale, random, near);
}

/** An anchor for somebody of the locale: at home in its country, where it has one. Nobody else draws from the stream. */
export function createHomeAnchor(locale: Locale, random: Random): Anchor {
  const home = homePlacesOf(locale);
  return createLazyAnchor(locale, random, home.length === 0 ? {} : { from: random.fork('home').pick(home) });
}

/** The person and the days of one anchor at a place whose currency is named, on the way to where another one goes. */
export function placedAnchor(own: Anchor, place: Place, journey: Anchor): Anchor {
  return new PlacedAnchor(own, place, journey);
}

const homePlaces = new Map<Locale, readonly Place[]>();

/** The places of a locale that lie in its own country; none where it has none. */
function homePlacesOf(locale: Locale): readonly Place[] {
  let home = homePlaces.get(locale);
  if (home === undefined) {
    const { homeCountry } = localeData(locale);
    home = (placesOf(locale) ?? cityPlaces).filter(({ countryCode }) => countryCode === homeCountry);
    homePlaces.set(locale, home);
  }
  return home;
}

/** The same places and the same person in Latin letters, for values that take no others. */
export function inLatin(anchor: Anchor, locale: Locale): Anchor {
  let latin = latinAnchors.get(anchor);
  if (latin === undefined) {
    latin = new LatinAnchor(anchor, locale);
    latinAnchors.set(anchor, latin);
  }
  return latin;
}

/** One for each anchor: all that is asked for in Latin letters is of the one locale that is written in them. */
const latinAnchors = new WeakMap<Anchor, Anchor>();

/** Parts come from one stream in the order place, destination, person: each is drawn with those before it. */
class DrawnAnchor implements Anchor {
  private ownPlace: Place | undefined;
  private ownDestination: Place | undefined;
  private ownPerson: Person | undefined;
  private stay: Stay | undefined;

  constructor(
    private readonly locale: Locale,
    private readonly random: Random,
    private readonly near: Near,
  ) {}

  get place(): Place {
    this.ownPlace ??= known(this.near.from, this.locale) ?? pickPlace(this.locale, this.random);
    return this.ownPlace;
  }

  get destination(): Place {
    this.ownDestination ??=
      known(this.near.to, this.locale) ?? pickOther(this.place, this.locale, this.random);
    return this.ownDestination;
  }

  get person(): Person {
    if (this.ownPerson === undefined) {
      this.drawPlaces();
      this.ownPerson = createPerson(localeData(this.locale), this.place, this.random);
    }
    return this.ownPerson;
  }

  get startDays(): number {
    return this.days.startDays;
  }

  get stayDays(): number {
    return this.days.stayDays;
  }

  get quality(): number {
    return this.days.quality;
  }

  drawAll(): void {
    this.drawPlaces();
    void this.person;
  }

  private drawPlaces(): void {
    void this.place;
    void this.destination;
  }

  private get days(): Stay {
    this.stay ??= drawStay(this.random);
    return this.stay;
  }
}

type Stay = Pick<Anchor, 'startDays' | 'stayDays' | 'quality'>;

/** What no locale has a say in is drawn apart: the same stream gives the same days in each. */
function drawStay(random: Random): Stay {
  const stay = random.fork('stay');
  return { startDays: stay.integer(3, 75), stayDays: stay.integer(1, 9), quality: stay.next() };
}

/** An anchor that is another one but for some parts; none is drawn before it is asked for. */
class DerivedAnchor implements Anchor {
  constructor(protected readonly own: Anchor) {}

  get place(): Place {
    return this.own.place;
  }

  get destination(): Place {
    return this.own.destination;
  }

  get person(): Person {
    return this.own.person;
  }

  get currencyFixed(): boolean {
    return this.own.currencyFixed === true;
  }

  get startDays(): number {
    return this.own.startDays;
  }

  get stayDays(): number {
    return this.own.stayDays;
  }

  get quality(): number {
    return this.own.quality;
  }
}

class PlacedAnchor extends DerivedAnchor {
  constructor(
    own: Anchor,
    private readonly settled: Place,
    private readonly journey: Anchor,
  ) {
    super(own);
  }

  override get place(): Place {
    return this.settled;
  }

  override get destination(): Place {
    return this.journey.destination;
  }

  override get currencyFixed(): boolean {
    return true;
  }
}

class LatinAnchor extends DerivedAnchor {
  constructor(
    own: Anchor,
    private readonly locale: Locale,
  ) {
    super(own);
  }

  override get place(): Place {
    return placeIn(this.own.place, this.locale);
  }

  override get destination(): Place {
    return placeIn(this.own.destination, this.locale);
  }

  override get person(): Person {
    const { person } = this.own;
    return { ...person, ...person.latin };
  }
}

function known(place: Place | string | undefined, locale: Locale): Place | undefined {
  const found = typeof place === 'string' ? findPlace(place) : place;
  return found === undefined ? undefined : placeIn(found, locale);
}

function pickPlace(locale: Locale, random: Random): Place {
  return random.pick(placesOf(locale) ?? (random.chance(0.6) ? airportPlaces : cityPlaces));
}

function pickOther(place: Place, locale: Locale, random: Random): Place {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const other = random.pick(placesOf(locale) ?? airportPlaces);
    if (other.airport !== place.airport && other.city !== place.city) return other;
  }
  return place;
}
