/** Parameters that an action cannot do without, beside its file. */
export function requiredParameters(action: string, side = 'face'): Record<string, string> {
  switch (action) {
    case 'RecognizeIdentityCard':
    case 'RecognizeDriverLicense':
    case 'RecognizeDrivingLicense':
      return { Side: side }
    case 'RecognizeCharacter':
      return { MinHeight: '10', OutputProbability: 'true' }
    case 'RecognizeTable':
      return {
        OutputFormat: 'json',
        UseFinanceModel: 'false',
        AssureDirection: 'true',
        HasLine: 'false',
        SkipDetection: 'false',
      }
    case 'TrimDocument':
      return { FileType: 'pdf', OutputType: 'html' }
    case 'RecognizeVATInvoice':
      return { FileType: 'jpg' }
    default:
      return {}
  }
}

/** The parameter that names an action's file. */
export function fileParameter(action: string): string {
  if (action === 'RecognizeQrCode') return 'Tasks.1.ImageURL'
  if (action === 'RecognizeVideoCharacter') return 'VideoURL'
  return ['TrimDocument', 'RecognizePdf', 'RecognizeVATInvoice'].includes(action) ? 'FileURL' : 'ImageURL'
}
