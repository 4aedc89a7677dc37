export { Workbench } from './lazy-workbench.tsx'
export { PageController } from './page-controller.ts'
export { useReview, type Review, type Taken } from './use-review.ts'
