import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject } from '../../../types/json.js';
import { describeShape, member, textMember } from '../../json-shape.js';
import type { OpenDocument, Report } from './open-document.js';

/** One operation of a description, as it stands there. */
export type Operation = {
  /** Lower case. */
  readonly method: string;
  /** `/pets/{petId}`. */
  readonly path: string;
  readonly pathItem: JsonObject;
  readonly operation: JsonObject;
};

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
/** Those that say nothing of the world: what is allowed, headers only, an echo. */
const silent = new Set(['options', 'head', 'trace']);

/** The operations of a description in its order. What is no path or no operation is told to `refuse` by its name. */
export function listOperations(
  document: OpenDocument,
  refuse: (name: string, reason: 'not_an_object', detail: string) => void,
  reportOf: (name: string) => Report,
): readonly Operation[] {
  const paths = member(document.root, 'paths');
  if (!isJsonObject(paths)) return [];
  return Object.entries(paths).flatMap(([path, item]): readonly Operation[] => {
    if (path.startsWith('x-')) return [];
    if (!isJsonObject(item)) {
      refuse(path, 'not_an_object', `The path is ${describeShape(item)}, not an object.`);
      return [];
    }
    const pathItem = document.follow(item, reportOf(path));
    if (pathItem === null) return [];
    return methods.flatMap((method): readonly Operation[] => {
      const operation = member(pathItem, method);
      if (operation === undefined || silent.has(method)) return [];
      if (!isJsonObject(operation)) {
        refuse(
          `${method.toUpperCase()} ${path}`,
          'not_an_object',
          `The operation is ${describeShape(operation)}, not an object.`,
        );
        return [];
      }
      return [{ method, path, pathItem, operation }];
    });
  });
}

/** Address of the operation: the nearest server's, its variables at their defaults, and the path. */
export function urlOf({ path, pathItem, operation }: Operation, { root, isSwagger }: OpenDocument): string {
  const base = isSwagger
    ? textMember(root, 'basePath')
    : (serverOf(operation) ?? serverOf(pathItem) ?? serverOf(root) ?? '');
  return `${base.replace(/\/+$/, '')}${path.startsWith('/') ? '' : '/'}${path}`;
}

function serverOf(holder: JsonObject): string | null {
  const servers = member(holder, 'servers');
  const server = Array.isArray(servers) ? servers[0] : undefined;
  if (!isJsonObject(server)) return null;
  const variables = member(server, 'variables');
  return textMember(server, 'url')
    .slice(0, 400)
    .replace(/\{([^{}]{1,60})\}/g, (_, name: string) => {
      const variable = isJsonObject(variables) ? member(variables, name) : undefined;
      return isJsonObject(variable) ? textMember(variable, 'default') : '';
    });
}
