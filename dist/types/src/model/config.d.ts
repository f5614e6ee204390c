import type { Path } from '../yaml/document.js';
import type { Resource } from './resource.js';
/** A value together with where it comes from: written here, inherited from a cluster, or a default that nobody wrote. */
export interface Sourced<Value> {
    readonly value: Value;
    readonly origin: 'set' | 'inherited' | 'default';
    /** The resource and path that say it; absent for defaults. */
    readonly resource?: Resource;
    readonly path?: Path;
}
/** A `config` map of a resource: free-form for the CRD, read by Kafka as strings. */
export declare class Config {
    #private;
    readonly resource: Resource;
    /** Where the map stands, or would stand, in the resource. */
    readonly path: Path;
    constructor(resource: Resource, 
    /** Where the map stands, or would stand, in the resource. */
    path: Path, values: unknown);
    get keys(): readonly string[];
    /** Whether the key is written with a value; a null counts as absent, as the API server drops it. */
    has(key: string): boolean;
    raw(key: string): unknown;
    at(key: string): Path;
    /** What is written under the key, with its place; undefined when absent. */
    written(key: string): Sourced<unknown> | undefined;
    number(key: string): Sourced<number> | undefined;
    boolean(key: string): Sourced<boolean> | undefined;
    /** A string, number or boolean as the string that Kafka sees. */
    text(key: string): Sourced<string> | undefined;
}
export declare function asText(value: unknown): string | undefined;
/** Reads a sourced value as another type; undefined when it is not readable as that type. */
export declare function convert<From, To>(source: Sourced<From> | undefined, read: (value: From) => To | undefined): Sourced<To> | undefined;
