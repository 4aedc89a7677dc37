export { AddDocuments } from './add-documents.tsx'
export { InlineRecogniser } from './intake-recogniser.tsx'
export { IntakeRoot } from './intake-root.tsx'
export { IntakeWelcome } from './intake-welcome.tsx'
