/** The colours that reports use. */
export interface Colors {
    readonly bold: Painter;
    readonly dim: Painter;
    readonly underline: Painter;
    readonly red: Painter;
    readonly yellow: Painter;
    readonly green: Painter;
    readonly blue: Painter;
    readonly cyan: Painter;
}
type Painter = (text: string) => string;
export declare const noColors: Colors;
/** ANSI colours, or none. picocolors asks about standard output when it is loaded, which costs Node its streams: only those who want colour pay. */
export declare function colorsFor(wanted: boolean): Promise<Colors>;
export {};
