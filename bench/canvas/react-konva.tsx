import { useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import { Group, Image, Layer, Line, Stage, Text } from 'react-konva'
import { afterPaint, type Bench, type BenchBox } from './contract.ts'

// The naive way, as the first pages of a tutorial have it: a node a box, everything in state, the stage moved by state.

interface State {
  image: ImageBitmap | null
  boxes: readonly BenchBox[]
  view: { scale: number; x: number; y: number }
  selected: number
}

let state: State = { image: null, boxes: [], view: { scale: 1, x: 0, y: 0 }, selected: -1 }
let frameCount = 0
const listeners = new Set<() => void>()

function set(patch: Partial<State>): void {
  state = { ...state, ...patch }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const colourOf = ({ confidence }: BenchBox) => (confidence < 0.8 ? '#b3124a' : confidence < 0.9 ? '#8f5200' : '#0b62ad')

function App() {
  const { image, boxes, view, selected } = useSyncExternalStore(subscribe, () => state)
  return (
    <Stage width={innerWidth} height={innerHeight} x={view.x} y={view.y} scaleX={view.scale} scaleY={view.scale}>
      <Layer>
        {image && <Image image={image} />}
        {boxes.map((box, index) => (
          <Group key={box.id} onClick={() => set({ selected: index })}>
            <Line
              points={box.quad}
              closed
              stroke={index === selected ? '#0b7466' : colourOf(box)}
              strokeWidth={(index === selected ? 3 : 1) / view.scale}
              fill="rgba(0,0,0,0.001)"
            />
            {(box.quad[7] - box.quad[1]) * view.scale > 13 && (
              <Text x={box.quad[2] + 3} y={box.quad[3]} text={box.text ?? ''} fontSize={11 / view.scale} />
            )}
          </Group>
        ))}
      </Layer>
    </Stage>
  )
}

createRoot(document.getElementById('stage')!).render(<App />)

async function drawn(): Promise<void> {
  frameCount += 1
  // Konva draws a frame after its nodes changed.
  await afterPaint()
  await afterPaint()
}

const bench: Bench = {
  load: async (imageUrl, boxes) => {
    const image = await createImageBitmap(await (await fetch(imageUrl)).blob())
    const scale = Math.min(innerWidth / image.width, innerHeight / image.height)
    const view = { scale, x: (innerWidth - image.width * scale) / 2, y: (innerHeight - image.height * scale) / 2 }
    flushSync(() => set({ image, boxes, view, selected: -1 }))
    await drawn()
  },
  panBy: (deltaX, deltaY) => {
    frameCount += 1
    set({ view: { ...state.view, x: state.view.x + deltaX, y: state.view.y + deltaY } })
  },
  zoomAt: (x, y, factor) => {
    frameCount += 1
    const { view } = state
    set({ view: { scale: view.scale * factor, x: x - (x - view.x) * factor, y: y - (y - view.y) * factor } })
  },
  select: async (index) => {
    flushSync(() => set({ selected: index }))
    await drawn()
  },
  editLabel: async (index, text) => {
    flushSync(() => set({ boxes: state.boxes.map((box, position) => (position === index ? { ...box, text } : box)) }))
    await drawn()
  },
  countDrawn: () => state.boxes.length,
  frames: () => frameCount,
  selectedIndex: () => state.selected,
  view: () => state.view,
}

window.__bench = bench
