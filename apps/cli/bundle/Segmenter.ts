const { Segmenter: Real } = Intl

/** `Intl.Segmenter`, made when it is used: it takes 16 ms to load, and a module of effect makes one beforehand. */
export class Segmenter {
  readonly #options: ConstructorParameters<typeof Real>
  #made: Intl.Segmenter | undefined

  constructor(...options: ConstructorParameters<typeof Real>) {
    this.#options = options
  }

  segment(text: string): Intl.Segments {
    this.#made ??= new Real(...this.#options)
    return this.#made.segment(text)
  }
}
