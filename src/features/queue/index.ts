export { parseDocumentSearch, questionOf, type DocumentSearch } from './document-search.ts'
export { QueuePage } from './queue-page.tsx'
