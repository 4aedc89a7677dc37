import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { GlobalFonts } from '@napi-rs/canvas'

/**
 * The type faces of specimens, all with a free licence and all from development dependencies, so that no picture depends on what a
 * machine has installed: Noto Sans and Serif SC, ZCOOL XiaoWei, Tinos, B612 Mono (OFL 1.1), and Matthew Skala's OCR-B (free to use),
 * which the package bwip-js carries; Noto Sans and Naskh Arabic (OFL 1.1). OCR-B is the face of machine-readable zones (ICAO 9303-3) and of the digits of the ID card.
 */
export type Face = 'sans' | 'serif' | 'xiaowei' | 'roman' | 'mono' | 'ocr-b' | 'arabic' | 'naskh'

const require = createRequire(import.meta.url)

let registered = false

/** Makes the faces known to the canvas, once a process. */
export function registerFonts(): void {
  if (registered) return
  registered = true
  // Said in full, one by one, so that the search for unused packages sees them.
  const sans = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const serif = dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json'))
  const xiaowei = dirname(require.resolve('@expo-google-fonts/zcool-xiaowei/package.json'))
  const tinos = dirname(require.resolve('@expo-google-fonts/tinos/package.json'))
  const b612 = dirname(require.resolve('@expo-google-fonts/b612-mono/package.json'))
  const arabic = dirname(require.resolve('@expo-google-fonts/noto-sans-arabic/package.json'))
  const naskh = dirname(require.resolve('@expo-google-fonts/noto-naskh-arabic/package.json'))
  const files: [path: string, family: string][] = [
    [join(sans, '400Regular/NotoSansSC_400Regular.ttf'), 'Specimen Sans'],
    [join(sans, '500Medium/NotoSansSC_500Medium.ttf'), 'Specimen Sans'],
    [join(sans, '700Bold/NotoSansSC_700Bold.ttf'), 'Specimen Sans'],
    [join(serif, '400Regular/NotoSerifSC_400Regular.ttf'), 'Specimen Serif'],
    [join(serif, '700Bold/NotoSerifSC_700Bold.ttf'), 'Specimen Serif'],
    [join(xiaowei, '400Regular/ZCOOLXiaoWei_400Regular.ttf'), 'Specimen Xiaowei'],
    [join(tinos, '400Regular/Tinos_400Regular.ttf'), 'Specimen Roman'],
    [join(tinos, '700Bold/Tinos_700Bold.ttf'), 'Specimen Roman'],
    [join(b612, '400Regular/B612Mono_400Regular.ttf'), 'Specimen Mono'],
    [join(b612, '700Bold/B612Mono_700Bold.ttf'), 'Specimen Mono'],
    [join(arabic, '400Regular/NotoSansArabic_400Regular.ttf'), 'Specimen Arabic'],
    [join(arabic, '500Medium/NotoSansArabic_500Medium.ttf'), 'Specimen Arabic'],
    [join(arabic, '700Bold/NotoSansArabic_700Bold.ttf'), 'Specimen Arabic'],
    [join(naskh, '400Regular/NotoNaskhArabic_400Regular.ttf'), 'Specimen Naskh'],
    [join(naskh, '700Bold/NotoNaskhArabic_700Bold.ttf'), 'Specimen Naskh'],
    // bwip-js exports its scripts only; the font lies beside them.
    [join(dirname(require.resolve('bwip-js')), '../fonts/OCRB7.ttf'), 'Specimen OCR-B'],
  ]
  for (const [path, family] of files) {
    if (!GlobalFonts.registerFromPath(path, family)) throw new Error(`the font ${family} cannot be loaded`)
  }
}

// Every list ends in Noto Sans SC: a sign that a face lacks must not come from a font of the machine.
const families: Record<Face, string> = {
  sans: '"Specimen Sans"',
  serif: '"Specimen Serif", "Specimen Sans"',
  xiaowei: '"Specimen Xiaowei", "Specimen Sans"',
  roman: '"Specimen Roman", "Specimen Serif", "Specimen Sans"',
  mono: '"Specimen Mono", "Specimen Sans"',
  'ocr-b': '"Specimen OCR-B", "Specimen Sans"',
  arabic: '"Specimen Arabic", "Specimen Sans"',
  naskh: '"Specimen Naskh", "Specimen Sans"',
}

/** The CSS font of a face, size in pixels. */
export function cssFont(face: Face, size: number, weight = 400): string {
  return `${weight} ${size}px ${families[face]}`
}
