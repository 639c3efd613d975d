import type { ConceptMatch } from '../types/concept.js';
import type { DataLink, EndpointEdge } from '../types/tool-graph.js';

/** What a picture of the endpoint graph shows: plain data that any format is written from. */
export type GraphPicture = {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** What was left out and how to see it; empty when everything is there. */
  readonly notice: string;
};

export type PictureNode = {
  readonly id: string;
  readonly callName: string;
  readonly name: string;
  readonly tool: string;
  readonly category: string;
  readonly description: string;
  readonly intent: string;
  readonly entity: string | null;
  /** True where a conversation can start here. */
  readonly entry: boolean;
  readonly response: { readonly origin: string; readonly confidence: number };
  readonly parameters: readonly PictureParameter[];
  readonly fields: readonly PictureField[];
  /** Fields of the response beyond those listed. */
  readonly moreFields: number;
};

export type PictureParameter = {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly concept: ConceptMatch | null;
  /** Where a value comes from without a link: `user`, `default` or `none`. */
  readonly source: string;
  /** Entity that the value identifies; null where it identifies none. */
  readonly entity: string | null;
};

export type PictureField = {
  readonly pointer: string;
  readonly type: string;
  readonly concept: ConceptMatch | null;
  /** Entity of the object that holds the field; null for the envelope. */
  readonly holder: string | null;
  /** True for the property that identifies its object. */
  readonly identifies: boolean;
};

export type PictureEdge = {
  /** Indexes into `nodes`. */
  readonly from: number;
  readonly to: number;
  readonly kind: EndpointEdge['kind'];
  readonly weight: number;
  readonly links: readonly DataLink[];
  readonly sharedConcepts: readonly string[];
};

/** Where a node stands. */
export type Position = { readonly x: number; readonly y: number };

/** What the script of an html picture reads: everything that comes from a catalog enters the page here, as data. */
export type PageData = {
  readonly picture: GraphPicture;
  /** In the order of the nodes. */
  readonly positions: readonly Position[];
  readonly colors: readonly (readonly [category: string, color: string])[];
};
