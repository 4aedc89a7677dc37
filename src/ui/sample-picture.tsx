import { IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { samplePictureUrl, type Sample } from '../api/samples.ts'

/** Browsers show no TIFF and no PDF in a picture: these stand under the sign of a file. */
export function SamplePicture({ sample }: { sample: Sample }) {
  const [shown, setShown] = useState(true)
  if (!shown) return <IconFileText size={40} stroke={1.2} aria-hidden="true" />
  return <img src={samplePictureUrl(sample)} alt="" loading="lazy" decoding="async" onError={() => setShown(false)} />
}
