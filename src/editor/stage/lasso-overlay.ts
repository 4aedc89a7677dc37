import { quadToScreen, toScreen, type View } from '../model/view.ts'
import type { Preview } from '../tools/gesture.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Shows a lasso while it is drawn, in an element of its own over the stage: nothing of the page or its boxes is drawn anew for it. */
export class LassoOverlay {
  readonly #svg: SVGSVGElement
  readonly #way: SVGPathElement
  readonly #held: SVGPathElement

  constructor(host: HTMLElement, className: string | undefined) {
    this.#svg = document.createElementNS(SVG, 'svg')
    this.#svg.setAttribute('class', className ?? '')
    this.#svg.setAttribute('aria-hidden', 'true')
    // A page is paper in either scheme of the console: so are the colours over it.
    this.#svg.dataset['mantineColorScheme'] = 'light'
    this.#held = document.createElementNS(SVG, 'path')
    this.#held.dataset['part'] = 'held'
    this.#way = document.createElementNS(SVG, 'path')
    this.#way.dataset['part'] = 'way'
    this.#svg.append(this.#held, this.#way)
    this.#svg.style.display = 'none'
    host.append(this.#svg)
  }

  show(lasso: Preview['lasso'], view: View): void {
    this.#svg.style.display = lasso ? '' : 'none'
    if (!lasso) return
    this.#way.setAttribute('d', pathOf(lasso.way.map((point) => toScreen(view, point))))
    this.#held.setAttribute('d', lasso.held.map((quad) => `${pathOf(quadToScreen(view, quad))}Z`).join(''))
  }

  destroy(): void {
    this.#svg.remove()
  }
}

function pathOf(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
}
