export { AddDocuments } from './add-documents.tsx'
export { IntakeRoot } from './intake-root.tsx'
export { IntakeWelcome } from './intake-welcome.tsx'
