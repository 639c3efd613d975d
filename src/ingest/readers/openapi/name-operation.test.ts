import { describe, expect, it } from 'vitest';
import { nameOf } from './name-operation.js';

describe('nameOf', () => {
  it.each([
    ['listPets', 'get', '/pets', 'listPets'],
    ['', 'get', '/v1/pets/{petId}/photos', 'get pet photos'],
    ['', 'delete', '/pets/{petId}', 'delete pet by pet id'],
    ['', 'patch', '/pets/{petId}.json', 'update pet by pet id'],
    ['', 'get', '/', 'get'],
    ['GET_movie-movie_id-credits', 'get', '/movie/{movie_id}/credits', 'get movie credits'],
    ['read_pet_pets__pet_id__get', 'get', '/pets/{pet_id}', 'read pet'],
    ['pets_get', 'get', '/pets', 'get pets'],
  ])('reads %j of %s %s as %j', (operationId, method, path, name) => {
    expect(nameOf(operationId, { method, path })).toBe(name);
  });
});
