import type { Format, Limits } from '../../contract/limits.ts'

/** Limits of seed-facts/aliyun-viapi/capabilities.json. 1 MB is 1048576 bytes; bounds that the document excludes are moved in by one. */
const megabyte = 1_048_576

const usual: Format[] = ['jpeg', 'png', 'bmp', 'gif']
const withoutGif: Format[] = ['jpeg', 'png', 'bmp']
/** "Larger than 15 and smaller than 4096 pixels". */
const sides = { minSidePixels: 16, maxSidePixels: 4095 }

const upTo = (megabytes: number, formats = usual): Limits => ({ formats, maxBytes: megabytes * megabyte })

export const limits = {
  RecognizeIdentityCard: { ...upTo(3), ...sides },
  RecognizeAccountPage: upTo(3),
  RecognizeBankCard: upTo(3),
  RecognizeBusinessCard: upTo(3),
  RecognizeQrCode: upTo(10, ['png', 'jpeg', 'bmp', 'gif', 'webp']),
  // Stated for the Base64 form: floor(2097152 / 4) * 3.
  RecognizeChinapassport: { formats: usual, maxBytes: 1_572_864 },
  RecognizePassportMRZ: upTo(10, ['jpeg', 'png']),
  RecognizeBusinessLicense: upTo(3),
  RecognizeStamp: upTo(3),
  RecognizeCharacter: { ...upTo(3), ...sides },
  RecognizeTable: upTo(3),
  TrimDocument: { ...upTo(10, ['pdf']), maxPages: 2 },
  DetectCardScreenshot: { ...upTo(3, withoutGif), minSidePixels: 101, maxSidePixels: 2999 },
  RecognizePoiName: { ...upTo(10, withoutGif), ...sides },
  RecognizePdf: { ...upTo(10, ['pdf']), maxPages: 5 },
  // Size, duration and sides are exclusive, the frame rate is inclusive. H264 is listed as a format although it names a codec.
  RecognizeVideoCharacter: {
    formats: ['avi', 'mp4'],
    maxBytes: 20 * megabyte - 1,
    minSidePixels: 21,
    maxSidePixels: 4095,
    maxDurationMs: 59_999,
    maxFramesPerSecond: 35,
  },
  RecognizeDriverLicense: { ...upTo(4), ...sides },
  RecognizeDrivingLicense: upTo(3),
  RecognizeLicensePlate: { ...upTo(4), ...sides },
  RecognizeVINCode: upTo(3),
  RecognizeTaxiInvoice: upTo(3),
  RecognizeVATInvoice: { ...upTo(3, ['jpeg']), ...sides },
  RecognizeTrainTicket: upTo(3),
  RecognizeTakeoutOrder: upTo(10, withoutGif),
  RecognizeQuotaInvoice: { ...upTo(4, withoutGif), ...sides },
  RecognizeTicketInvoice: { ...upTo(4, withoutGif), ...sides },
} satisfies Record<string, Limits>

export type CapabilityId = keyof typeof limits

/** Tasks.N.ImageURL: N is 1 to 10. */
export const mostTasksPerCall = 10
