export { Workbench } from './lazy-workbench.tsx'
export { eased, fitted, keptInSight, panned, zoomedAt, type Size, type View } from './model/view.ts'
