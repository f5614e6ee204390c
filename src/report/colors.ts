/** The colours that reports use. */
export interface Colors {
  readonly bold: Painter
  readonly dim: Painter
  readonly underline: Painter
  readonly red: Painter
  readonly yellow: Painter
  readonly green: Painter
  readonly blue: Painter
  readonly cyan: Painter
}

type Painter = (text: string) => string

const plain: Painter = (text) => text

export const noColors: Colors = { bold: plain, dim: plain, underline: plain, red: plain, yellow: plain, green: plain, blue: plain, cyan: plain }

/** ANSI colours, or none. picocolors asks about standard output when it is loaded, which costs Node its streams: only those who want colour pay. */
export async function colorsFor(wanted: boolean): Promise<Colors> {
  return wanted ? (await import('picocolors')).default.createColors(true) : noColors
}
