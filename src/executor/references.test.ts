import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTrainEndpoints } from '../../test/support/make-train-endpoints.js';
import type { JsonObject } from '../types/json.js';
import { createOfflineExecutor } from './create-offline-executor.js';

const endpoints = makeTrainEndpoints();
const open = (seed: string) => {
  const executor = createOfflineExecutor({
    endpoints,
    world: {
      seed,
      now: '2026-04-09T10:15:00',
      locale: 'en',
      members: new Map([['rail::search', { minimum: 2, maximum: 5 }]]),
    },
  });
  return (name: string, parameters: JsonObject) =>
    executor.execute({ id: 'abc123def', name, parameters }).output as never as Output;
};
type Train = {
  train_id: string;
  train_number: string;
  from_station: string;
  to_station: string;
  date: string;
  depart_time: string;
  price: number;
  currency: string;
};
type Output = Train & {
  results: Train[];
  trains: Train[];
  ticket_id: string;
  total_price: number;
  created_at: string;
  services: { service: string }[];
  city: string;
  sunrise: string;
  sunset: string;
  hourly: { time: string }[];
};
const seeds = fc.string({ maxLength: 8 });
const journey = ({ train_number, from_station, to_station, date, depart_time, currency }: Train) => ({
  train_number,
  from_station,
  to_station,
  date,
  depart_time,
  currency,
});

describe('referredValue', () => {
  it('shows on a ticket the train that was bought', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 8 }), (seed, passengers) => {
        const call = open(seed);
        const [train] = call('rail::search', { from_station: 'Turin Central' }).results;
        if (train === undefined) throw new Error('The search found nothing.');
        const ticket = call('rail::buy', { train_id: train.train_id, passengers });
        expect(journey(ticket)).toEqual(journey(train));
        expect(ticket.total_price).toBeCloseTo(train.price * passengers, 2);
        expect(ticket.created_at.slice(0, 16)).toBe('2026-04-09T10:15');
      }),
    );
  });

  it('shows the other train once the ticket is exchanged', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const call = open(seed);
        const [first, second] = call('rail::search', { from_station: 'Turin Central' }).results;
        if (first === undefined || second === undefined) throw new Error('The search found too few.');
        const { ticket_id } = call('rail::buy', { train_id: first.train_id, passengers: 1 });
        const exchanged = call('rail::exchange', { ticket_id, train_id: second.train_id });
        expect(journey(exchanged)).toEqual(journey(second));
      }),
    );
  });

  it('tells of a train that only its id named the same in both', () => {
    const call = open('7');
    const ticket = call('rail::buy', { train_id: 'trn_unseen1', passengers: 2 });
    expect(journey(ticket)).toEqual(journey(call('rail::get', { train_id: 'trn_unseen1' })));
  });
});

describe('comparedMembers', () => {
  it('compares the very instances that the call names, in its order', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const call = open(seed);
        const [first, second] = call('rail::search', { from_station: 'Turin Central' }).results;
        if (first === undefined || second === undefined) throw new Error('The search found too few.');
        const { trains } = call('rail::compare', { train_id_1: second.train_id, train_id_2: first.train_id });
        expect(trains).toEqual([second, first]);
      }),
    );
  });
});

describe('distinguishParts', () => {
  it('shows no kind twice', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const kinds = open(seed)('parcels::compare_services', { city: 'Lyon' }).services.map(
          ({ service }) => service,
        );
        expect(new Set(kinds).size).toBe(kinds.length);
      }),
    );
  });

  it('lets hours ascend', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const times = open(seed)('weather::by_coordinates', { lat: 45.07, lon: 7.69 }).hourly.map(
          ({ time }) => time,
        );
        expect(times).toEqual([...new Set(times)].sort());
      }),
    );
  });
});

describe('anchorHints', () => {
  it.each([
    [37.98, 23.73, 'Athens'],
    [-33.87, 151.21, 'Sydney'],
  ])('places a forecast at %d, %d in %s', (lat, lon, city) => {
    const forecast = open('3')('weather::by_coordinates', { lat, lon });
    expect(forecast.city).toBe(city);
    expect(forecast.sunrise >= '05:00' && forecast.sunrise <= '08:30').toBe(true);
    expect(forecast.sunset >= '16:30' && forecast.sunset <= '21:30').toBe(true);
  });
});

describe('impose', () => {
  it('finds trains below any price that is asked for', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 5, max: 200 }), (seed, max_price) => {
        const { results } = open(seed)('rail::search', { from_station: 'Turin Central', max_price });
        expect(results.length).toBeGreaterThan(0);
        expect(results.every(({ price }) => price <= max_price)).toBe(true);
      }),
    );
  });
});
